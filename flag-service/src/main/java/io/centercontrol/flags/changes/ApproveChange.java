package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody agrees with a change; one that need not wait for its time is made at once, in the same transaction. */
@ApplicationScoped
public class ApproveChange {
    private final Transactions transactions;
    private final Flags flags;
    private final ChangeRequests requests;
    private final ApplyChange applyChange;
    private final Clock clock;

    ApproveChange(
            Transactions transactions, Flags flags, ChangeRequests requests, ApplyChange applyChange, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.requests = requests;
        this.applyChange = applyChange;
        this.clock = clock;
    }

    /**
     * With what somebody agrees.
     *
     * @param hash of what they saw
     * @param comment null for none
     */
    public record Command(
            UUID id,
            String hash,
            @Nullable String comment,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Approves; refuses what is not what the approver saw, their own, and what has ended. */
    public Uni<ChangeRequest> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> requests.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(held -> requests.lock(command.id(), command.expectedVersion())
                        .chain(request -> {
                            var approved = request.approve(
                                    held.flag().state(),
                                    command.hash(),
                                    command.comment(),
                                    command.cause().actor(),
                                    held.evaluators(),
                                    now);
                            var next = approved.next();
                            return requests.save(approved, command.cause())
                                    .chain(() -> next.isDue(now)
                                            ? applyChange.now(next, command.cause(), now)
                                            : Uni.createFrom().item(next));
                        })));
    }
}
