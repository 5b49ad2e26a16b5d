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

/** Somebody agrees that a sensitive flag is rolled out as planned; all of its steps are covered by that. */
@ApplicationScoped
public class ApproveRollout {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final MoveFlag moveFlag;
    private final Clock clock;

    ApproveRollout(Transactions transactions, Flags flags, Rollouts rollouts, MoveFlag moveFlag, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.moveFlag = moveFlag;
        this.clock = clock;
    }

    /** Which one. A plan never changes, so that its id says what was looked at. */
    public record Command(
            UUID id, @Nullable String comment, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Approves; takes the first step if its time has come. Refuses who started it. */
    public Uni<Rollout> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> rollouts.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(held -> rollouts.lock(command.id(), command.expectedVersion())
                        .chain(rollout -> {
                            var approved = rollout.approve(
                                    command.comment(), command.cause().actor(), now);
                            var next = approved.next();
                            return rollouts.save(approved, command.cause())
                                    .chain(() -> next.isDue(now)
                                            ? moveFlag.on(next, held.flag().state(), List.of(), command.cause(), now)
                                            : Uni.createFrom().item(next));
                        })));
    }
}
