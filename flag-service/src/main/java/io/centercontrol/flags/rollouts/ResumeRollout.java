package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rollout that was paused goes on. */
@ApplicationScoped
public class ResumeRollout {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final Clock clock;

    ResumeRollout(Transactions transactions, Flags flags, Rollouts rollouts, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /** Which one; the cause says why. */
    public record Command(UUID id, Permit permit, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Resumes; the wait of its step begins anew. Refuses while a kill switch stands. */
    public Uni<Rollout> run(Command command) {
        return transactions.run(() -> rollouts.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(held -> rollouts.lock(command.id(), command.expectedVersion())
                        .chain(rollout -> {
                            var resumed = rollout.resume(held.flag().state(), command.permit(), clock.instant());
                            OutOfTurn.announce(resumed, command.cause());
                            return rollouts.save(resumed, command.cause()).replaceWith(resumed.next());
                        })));
    }
}
