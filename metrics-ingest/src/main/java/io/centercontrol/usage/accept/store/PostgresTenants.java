package io.centercontrol.usage.accept.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.view.ViewTable;
import io.centercontrol.usage.accept.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What was heard of tenants, in PostgreSQL. */
@Singleton
class PostgresTenants implements Tenants {
    private static final ViewTable<TenantRow> TABLE = new ViewTable<>("usage_tenant", "tenant_id", TenantRow.class);
    private static final String MEET = "insert into usage_tenant (tenant_id, version, time_zone, leaving)"
            + " values (:tenant, 0, 'UTC', false) on conflict do nothing";

    private final Transactions transactions;

    PostgresTenants(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A row of {@code usage_tenant}. */
    private record TenantRow(UUID tenantId, long version, String timeZone, boolean leaving) {}

    @Override
    public Uni<Void> hear(KnownTenant tenant) {
        var row = new TenantRow(tenant.id().value(), tenant.version(), tenant.timeZone(), tenant.leaving());
        return transactions.run(session -> TABLE.hear(session, row).replaceWithVoid());
    }

    @Override
    public Uni<Void> ended(TenantId tenant, long version) {
        var left = new TenantRow(tenant.value(), version, "UTC", true);
        return transactions.run(session -> TABLE.gone(session, left).replaceWithVoid());
    }

    @Override
    public Uni<Void> meet(TenantId tenant) {
        return transactions.run(session -> session.createNativeQuery(MEET)
                .setParameter("tenant", tenant.value())
                .executeUpdate()
                .replaceWithVoid());
    }
}
