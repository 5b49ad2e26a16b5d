package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody wants everybody to have the default again. Needs nobody's approval: it leads to what was approved before. */
@ApplicationScoped
public class TakeBackRollout {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final MoveFlag moveFlag;
    private final Clock clock;

    TakeBackRollout(Transactions transactions, Flags flags, Rollouts rollouts, MoveFlag moveFlag, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.moveFlag = moveFlag;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(UUID id, String reason, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Takes back; one that has reached nobody is cancelled. Refuses what has ended. */
    public Uni<Rollout> run(Command command) {
        return transactions.run(() -> rollouts.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(() -> rollouts.lock(command.id(), command.expectedVersion()))
                .chain(rollout ->
                        moveFlag.back(rollout, command.reason(), List.of(), command.cause(), clock.instant())));
    }
}
