package io.centercontrol.tenants;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks again and again for tenants on their way out that time moves on. */
@ApplicationScoped
class DeletionWorker {
    private static final Duration MORE = Duration.ofMillis(20);

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final ContinueDeletions continueDeletions;
    private final TenantsConfig config;

    DeletionWorker(Rounds rounds, DueTimes dueTimes, ContinueDeletions continueDeletions, TenantsConfig config) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.continueDeletions = continueDeletions;
        this.config = config;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue(
                "moving deletions on",
                config.deletion().lookEvery(),
                dueTimes.of("due_at", "tenant"),
                () -> continueDeletions
                        .run()
                        .map(more -> more ? MORE : config.deletion().lookEvery()));
    }
}
