package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.Erasures;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Erased tenants, and their entries without what was personal. */
@Singleton
class PostgresErasures implements Erasures {
    private static final String REMEMBER = """
            insert into erased_tenant (tenant_id, asked_by, erased_at) values (:tenant, :by, :now)
            on conflict (tenant_id) do nothing
            """;

    private static final String ERASE = """
            update sealed_part set parts = jsonb_strip_nulls(jsonb_build_object('actor', parts -> 'actor')),
              words = to_tsvector('simple', coalesce(actor, ''))
            where tenant_id = :tenant
            """;

    private final Transactions transactions;

    PostgresErasures(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> erase(TenantId tenant, String askedBy, Instant now) {
        // Under the log's lock: what is heard meanwhile comes before and is erased, or after and is not kept.
        return transactions.run(session -> OneColumn.select(session, "select size from log_head for update", Long.class)
                .getSingleResult()
                .chain(() -> session.createNativeQuery(REMEMBER)
                        .setParameter("tenant", tenant.value())
                        .setParameter("by", askedBy)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(ERASE)
                        .setParameter("tenant", tenant.value())
                        .executeUpdate())
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> certify(TenantId tenant, UUID certificate) {
        return transactions.run(session -> session.createNativeQuery(
                        "update erased_tenant set certificate = :certificate where tenant_id = :tenant")
                .setParameter("tenant", tenant.value())
                .setParameter("certificate", certificate)
                .executeUpdate()
                .replaceWithVoid());
    }
}
