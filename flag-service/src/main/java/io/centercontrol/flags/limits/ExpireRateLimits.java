package io.centercontrol.flags.limits;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Time has passed: rate limits end, and every tenant service is told. */
@ApplicationScoped
public class ExpireRateLimits {
    private static final Cause CAUSE = new Cause(Actor.service("flag-service"), "Its time is over.", null, null);

    private final RateLimits limits;
    private final Clock clock;

    ExpireRateLimits(RateLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most rate limits
     */
    public record Command(int most) {}

    /** How many were due; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return limits.changeDue(now, command.most(), CAUSE, limit -> limit.expire(now));
    }
}
