package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.FlagWatch;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A flag was changed while something of it is rolled out: that stops, if it is not what it was started for any more. */
@ApplicationScoped
class FollowFlag implements FlagWatch {
    private final Rollouts rollouts;
    private final Clock clock;

    FollowFlag(Rollouts rollouts, Clock clock) {
        this.rollouts = rollouts;
        this.clock = clock;
    }

    @Override
    public Uni<Void> changed(Flag before, Flag next, Cause cause) {
        if (!Rollout.isTouchedBy(before, next)) {
            return Uni.createFrom().voidItem();
        }
        return rollouts.lockLive(next.key()).chain(live -> {
            var change = live.filter(rollout -> !MoveFlag.isOwn(rollout, cause.causationId()))
                    .map(rollout -> rollout.flagChanged(before, next, cause.reason(), cause.actor(), clock.instant()));
            return change.isPresent()
                    ? rollouts.save(change.get(), cause)
                    : Uni.createFrom().voidItem();
        });
    }
}
