package io.centercontrol.usage.consumption;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is entitled to nothing any more: nothing is told of its use. */
@ApplicationScoped
public class EndEntitlements {
    private final Transactions transactions;
    private final Consumptions consumptions;
    private final Clock clock;

    EndEntitlements(Transactions transactions, Consumptions consumptions, Clock clock) {
        this.transactions = transactions;
        this.consumptions = consumptions;
        this.clock = clock;
    }

    /** Which tenant. */
    public record Command(TenantId tenant) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> consumptions.end(command.tenant(), clock.instant()));
    }
}
