package io.centercontrol.kit.bulk;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries operations in bulk out, a part at a time, with pauses: what others write waits behind it in the same log. Several
 * operations take turns. What nobody has touched for some weeks is forgotten.
 */
@ApplicationScoped
class BulkWorker {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AT_FIRST = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final Rounds rounds;
    private final ContinueBulk continueBulk;
    private final BulkActions actions;
    private final BulkStore store;
    private final Clock clock;
    private final int rate;
    private final int most;
    private final Duration kept;

    BulkWorker(
            Rounds rounds,
            ContinueBulk continueBulk,
            BulkActions actions,
            BulkStore store,
            Clock clock,
            @ConfigProperty(name = "cc.bulk.rate", defaultValue = "500") int rate,
            @ConfigProperty(name = "cc.bulk.at-once", defaultValue = "50") int most,
            @ConfigProperty(name = "cc.bulk.kept", defaultValue = "P30D") Duration kept) {
        this.rounds = rounds;
        this.continueBulk = continueBulk;
        this.actions = actions;
        this.store = store;
        this.clock = clock;
        this.rate = Math.max(1, rate);
        this.most = Math.max(1, Math.min(most, rate));
        this.kept = kept;
    }

    void begin(@Observes StartupEvent event) {
        if (!actions.isEmpty()) {
            rounds.beginDue("operations in bulk", LOOK, DueTimes::never, this::round);
            rounds.begin(
                    "forgetting operations in bulk",
                    AT_FIRST,
                    () -> store.forget(clock.instant().minus(kept)).map(forgotten -> forgotten > 0 ? LOOK : BETWEEN));
        }
    }

    private Uni<Duration> round() {
        var began = System.nanoTime();
        return continueBulk
                .run(most)
                .invoke(done -> {
                    if (done > 0) {
                        // What was changed may make other work due.
                        rounds.stir();
                    }
                })
                .map(done -> done < 0 ? LOOK : pause(done, System.nanoTime() - began));
    }

    /** What is left of the time that so many may take, and never less than half of what they took. */
    private Duration pause(int done, long nanos) {
        return Duration.ofNanos(Math.max(nanos / 2, done * 1_000_000_000L / rate - nanos));
    }
}
