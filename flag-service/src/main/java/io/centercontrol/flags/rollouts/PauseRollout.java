package io.centercontrol.flags.rollouts;

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

/** Somebody wants a rollout to stay where it is. */
@ApplicationScoped
public class PauseRollout {
    private final Transactions transactions;
    private final Rollouts rollouts;
    private final Clock clock;

    PauseRollout(Transactions transactions, Rollouts rollouts, Clock clock) {
        this.transactions = transactions;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(UUID id, String reason, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Pauses; refuses what does not go on. */
    public Uni<Rollout> run(Command command) {
        return transactions.run(() -> rollouts.lock(command.id(), command.expectedVersion())
                .chain(rollout -> {
                    var paused = rollout.pause(
                            command.reason(), List.of(), command.cause().actor(), clock.instant());
                    return rollouts.save(paused, command.cause()).replaceWith(paused.next());
                }));
    }
}
