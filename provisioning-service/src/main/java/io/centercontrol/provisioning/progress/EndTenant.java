package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant was purged: its provisioning ends, and a tombstone tells so. Older news of it that comes later is ignored. */
@ApplicationScoped
public class EndTenant {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final Provisionings provisionings;
    private final Exports exports;
    private final Clock clock;

    EndTenant(
            Transactions transactions, TenantsView tenants, Provisionings provisionings, Exports exports, Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.provisionings = provisionings;
        this.exports = exports;
        this.clock = clock;
    }

    /** What the tombstone said. */
    public record Command(TenantId tenant, long version) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> tenants.gone(command.tenant(), command.version())
                .chain(news -> news
                        ? provisionings.end(command.tenant(), now)
                        : Uni.createFrom().voidItem())
                .chain(() -> exports.erased(command.tenant(), now)));
    }
}
