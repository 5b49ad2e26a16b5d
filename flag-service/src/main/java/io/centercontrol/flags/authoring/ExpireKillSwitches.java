package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Time has passed: kill switches end by themselves, and every tenant service is told. */
@ApplicationScoped
public class ExpireKillSwitches {
    private static final Cause CAUSE = new Cause(Actor.service("flag-service"), "Its time is over.", null, null);

    private final Flags flags;
    private final Clock clock;

    ExpireKillSwitches(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most flags
     */
    public record Command(int most) {}

    /** How many flags were due; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return flags.changeDue(now, command.most(), CAUSE, (flag, evaluators) -> flag.expire(evaluators, now));
    }
}
