package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Nothing is said of a tenant's entitlements any more, since the tenant is erased: no service is asked for anything by that. */
@ApplicationScoped
public class EndEntitlements {
    private final Transactions transactions;
    private final TenantsView tenants;

    EndEntitlements(Transactions transactions, TenantsView tenants) {
        this.transactions = transactions;
        this.tenants = tenants;
    }

    /** What the tombstone said. */
    public record Command(TenantId tenant, long version) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions
                .run(() -> tenants.entitledNoMore(command.tenant(), command.version()))
                .replaceWithVoid();
    }
}
