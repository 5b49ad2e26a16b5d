package io.centercontrol.flags.changes;

import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who proposed a change wants it no more. */
@ApplicationScoped
public class WithdrawChange {
    private final Transactions transactions;
    private final ChangeRequests requests;
    private final Clock clock;

    WithdrawChange(Transactions transactions, ChangeRequests requests, Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.clock = clock;
    }

    /** Which one; the cause may say why. */
    public record Command(UUID id, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Withdraws; refuses what somebody else proposed. */
    public Uni<ChangeRequest> run(Command command) {
        return transactions.run(() -> requests.lock(command.id(), command.expectedVersion())
                .chain(request -> {
                    var cause = command.cause();
                    var withdrawn = request.withdraw(cause.reason(), cause.actor(), clock.instant());
                    return requests.save(withdrawn, cause).replaceWith(withdrawn.next());
                }));
    }
}
