package io.centercontrol.audit.retention;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks for what is due once a day, or as soon as it is, and carries purges out, a partition at a time. */
@ApplicationScoped
class PurgeWorker {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Rounds rounds;
    private final OrderPurge orderPurge;
    private final ContinuePurge continuePurge;
    private final RetentionConfig config;
    private final Clock clock;

    PurgeWorker(
            Rounds rounds, OrderPurge orderPurge, ContinuePurge continuePurge, RetentionConfig config, Clock clock) {
        this.rounds = rounds;
        this.orderPurge = orderPurge;
        this.continuePurge = continuePurge;
        this.config = config;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.begin(
                "looking for what is due",
                config.firstLook(),
                () -> orderPurge.runIfDue().map(this::pause));
        rounds.beginDue(
                "purging", LOOK, DueTimes::never, () -> continuePurge.run().map(worked -> worked ? AT_ONCE : LOOK));
    }

    private Duration pause(Optional<Instant> next) {
        var most = config.lookEvery();
        return next.map(at -> Duration.between(clock.instant(), at))
                .filter(left -> left.compareTo(most) < 0)
                .orElse(most);
    }
}
