package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.rollouts.model.Plan;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant shall reach everybody step by step. The first step is taken in the same transaction, unless it waits for its time or
 * for another person.
 */
@ApplicationScoped
public class StartRollout {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final MoveFlag moveFlag;
    private final RolloutTimes times;
    private final Ids ids;
    private final Clock clock;

    StartRollout(
            Transactions transactions,
            Flags flags,
            Rollouts rollouts,
            MoveFlag moveFlag,
            RolloutTimes times,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.moveFlag = moveFlag;
        this.times = times;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What of which flag.
     *
     * @param permit DIRECT lets one of a sensitive flag wait for another person
     * @param expectedVersion the flag's version that the caller knows; null when it does not matter
     */
    public record Command(
            String flag,
            Plan plan,
            String reason,
            Permit permit,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Starts; refuses what would reach nobody, and while another one of the flag has not ended. */
    public Uni<Started> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> flags.hold(command.flag()).chain(held -> {
            var flag = held.flag().state();
            KnownVersions.check(command.expectedVersion(), flag);
            var started = Rollout.start(
                    ids.next(),
                    flag,
                    command.plan(),
                    command.reason(),
                    command.permit(),
                    command.cause().actor(),
                    held.evaluators(),
                    times.shortestWait(),
                    now);
            var steps = Rollout.after(flag, command.plan(), held.evaluators(), now);
            OutOfTurn.announce(started, command.cause());
            return rollouts.add(started, command.cause())
                    .chain(() -> begun(started, held.flag().state(), command.cause()))
                    .map(rollout -> new Started(rollout, flag, steps));
        }));
    }

    private Uni<Rollout> begun(Change<Rollout> started, Flag flag, Cause cause) {
        var rollout = started.next();
        return rollout.isDue(rollout.createdAt())
                ? moveFlag.on(rollout, flag, List.of(), cause, rollout.createdAt())
                : Uni.createFrom().item(rollout);
    }
}
