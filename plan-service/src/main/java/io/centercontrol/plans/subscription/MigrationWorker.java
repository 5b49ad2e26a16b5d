package io.centercontrol.plans.subscription;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Carries migrations out, a part at a time, with pauses: what others write waits behind it in the same log. */
@ApplicationScoped
class MigrationWorker {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Rounds rounds;
    private final ContinueMigration continueMigration;
    private final int rate;
    private final int most;

    MigrationWorker(
            Rounds rounds,
            ContinueMigration continueMigration,
            @ConfigProperty(name = "cc.migrations.rate", defaultValue = "1000") int rate,
            @ConfigProperty(name = "cc.migrations.at-once", defaultValue = "50") int most) {
        this.rounds = rounds;
        this.continueMigration = continueMigration;
        this.rate = Math.max(1, rate);
        this.most = Math.max(1, Math.min(most, rate));
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue("migrations", LOOK, DueTimes::never, this::round);
    }

    private Uni<Duration> round() {
        var began = System.nanoTime();
        return continueMigration
                .run(new ContinueMigration.Command(most))
                .map(done -> done < 0 ? LOOK : pause(done, System.nanoTime() - began));
    }

    /** What is left of the time that so many may take, and never less than half of what they took. */
    private Duration pause(int done, long nanos) {
        return Duration.ofNanos(Math.max(nanos / 2, done * 1_000_000_000L / rate - nanos));
    }
}
