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

/** Somebody is against a change. */
@ApplicationScoped
public class RejectChange {
    private final Transactions transactions;
    private final ChangeRequests requests;
    private final Clock clock;

    RejectChange(Transactions transactions, ChangeRequests requests, Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(UUID id, String reason, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Rejects, also what is approved and waits for its time. */
    public Uni<ChangeRequest> run(Command command) {
        return transactions.run(() -> requests.lock(command.id(), command.expectedVersion())
                .chain(request -> {
                    var rejected =
                            request.reject(command.reason(), command.cause().actor(), clock.instant());
                    return requests.save(rejected, command.cause()).replaceWith(rejected.next());
                }));
    }
}
