package io.centercontrol.flags.use;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Time has passed: what was kept for long enough goes, and old hours become days. */
@ApplicationScoped
public class TidyUse {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final FlagUse uses;
    private final Rounds rounds;
    private final Clock clock;

    TidyUse(FlagUse uses, Rounds rounds, Clock clock) {
        this.uses = uses;
        this.rounds = rounds;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("old flag use", Duration.ofMinutes(1), () -> run().replaceWith(PAUSE));
    }

    /** Done again it finds nothing to do; several instances do not disturb each other. */
    public Uni<Void> run() {
        return uses.tidy(clock.instant());
    }
}
