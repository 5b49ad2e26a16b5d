package io.centercontrol.tenants;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks again and again for tenants on their way out that time moves on. */
@ApplicationScoped
class DeletionWorker {
    private static final Duration AT_FIRST = Duration.ofSeconds(1);
    private static final Duration MORE = Duration.ofMillis(20);

    private final Rounds rounds;
    private final ContinueDeletions continueDeletions;
    private final TenantsConfig config;

    DeletionWorker(Rounds rounds, ContinueDeletions continueDeletions, TenantsConfig config) {
        this.rounds = rounds;
        this.continueDeletions = continueDeletions;
        this.config = config;
    }

    void begin(@Observes StartupEvent start) {
        rounds.begin(
                "moving deletions on",
                AT_FIRST,
                () -> continueDeletions
                        .run()
                        .map(more -> more ? MORE : config.deletion().lookEvery()));
    }
}
