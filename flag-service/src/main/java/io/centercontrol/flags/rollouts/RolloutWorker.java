package io.centercontrol.flags.rollouts;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks what has become due. Every instance of this service does; the second at one finds it done. */
@ApplicationScoped
class RolloutWorker {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 20;

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final FollowRollouts followRollouts;

    RolloutWorker(Rounds rounds, DueTimes dueTimes, FollowRollouts followRollouts) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.followRollouts = followRollouts;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "rollouts",
                LOOK,
                dueTimes.of("due_at", "rollout"),
                () -> followRollouts.run(new FollowRollouts.Command(AT_ONCE)).replaceWith(LOOK));
    }
}
