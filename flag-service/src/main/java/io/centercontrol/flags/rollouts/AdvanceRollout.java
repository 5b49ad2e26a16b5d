package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody wants the next step now: neither time nor a guard keeps it, and the history says what the guards saw. */
@ApplicationScoped
public class AdvanceRollout {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final GuardMeasures guards;
    private final MoveFlag moveFlag;
    private final Clock clock;

    AdvanceRollout(
            Transactions transactions,
            Flags flags,
            Rollouts rollouts,
            GuardMeasures guards,
            MoveFlag moveFlag,
            Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.guards = guards;
        this.moveFlag = moveFlag;
        this.clock = clock;
    }

    /** Which one; the cause says why. */
    public record Command(UUID id, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Takes the next step, or completes the rollout after its last; refuses what is paused or waits for another person. */
    public Uni<Rollout> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> rollouts.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(held -> rollouts.lock(command.id(), command.expectedVersion())
                        .chain(rollout -> guards.now(rollout, now)
                                .chain(seen ->
                                        moveFlag.on(rollout, held.flag().state(), seen, command.cause(), now)))));
    }
}
