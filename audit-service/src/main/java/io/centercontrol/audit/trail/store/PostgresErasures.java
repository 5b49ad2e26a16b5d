package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Erasures;
import io.centercontrol.audit.trail.Holds;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Erased tenants, and their entries without what was personal. */
@Singleton
class PostgresErasures implements Erasures {
    private static final String REMEMBER = """
            insert into erased_tenant (tenant_id, asked_by, erased_at) values (:tenant, :by, :now)
            on conflict (tenant_id) do nothing
            """;

    /** What has nothing to lose needs no sparing. */
    private static final String SPARE = """
            update sealed_part s set spared = true from entry e
            where e.index = s.index and s.tenant_id = :tenant and s.parts - 'actor' <> cast('{}' as jsonb) and %s
            """;

    private static final String ERASED =
            "parts = jsonb_strip_nulls(jsonb_build_object('actor', s.parts -> 'actor')), words = to_tsvector('simple',"
                    + " coalesce(s.actor, ''))";

    private static final String ERASE =
            "update sealed_part s set " + ERASED + " where s.tenant_id = :tenant and not s.spared";

    private static final String ERASE_SPARED = "update sealed_part s set spared = false, " + ERASED
            + " from entry e where e.index = s.index and s.spared and not coalesce(%s, false)";

    private final Transactions transactions;
    private final Parts parts;
    private final Holds holds;

    PostgresErasures(Transactions transactions, Parts parts, Holds holds) {
        this.transactions = transactions;
        this.parts = parts;
        this.holds = holds;
    }

    @Override
    public Uni<Void> erase(TenantId tenant, String askedBy, Instant now) {
        // Behind the fence first: a purge may take a while, and what is heard meanwhile must not wait for it. Then
        // under the log's
        // lock: what is heard meanwhile comes before and is erased, or after and is not kept.
        return transactions.run(session ->
                parts.enter(null).chain(holds::open).chain(held -> erase(session, tenant, askedBy, now, held)));
    }

    private static Uni<Void> erase(
            Mutiny.Session session, TenantId tenant, String askedBy, Instant now, List<EntryFilter> held) {
        var kept = Search.anyOf(held);
        return OneColumn.select(session, "select size from log_head for update", Long.class)
                .getSingleResult()
                .chain(() -> session.createNativeQuery(REMEMBER)
                        .setParameter("tenant", tenant.value())
                        .setParameter("by", askedBy)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .chain(() -> held.isEmpty()
                        ? Uni.createFrom().item(0)
                        : kept.bind(session.createNativeQuery(SPARE.formatted(kept.text())))
                                .setParameter("tenant", tenant.value())
                                .executeUpdate())
                .chain(() -> session.createNativeQuery(ERASE)
                        .setParameter("tenant", tenant.value())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Long> spared(TenantId tenant) {
        return transactions.run(session -> OneColumn.select(
                        session, "select count(*) from sealed_part where spared and tenant_id = :tenant", Long.class)
                .setParameter("tenant", tenant.value())
                .getSingleResult());
    }

    @Override
    public Uni<Long> eraseSpared() {
        return transactions.run(session -> holds.open().chain(held -> {
            var kept = Search.anyOf(held);
            return kept.bind(session.createNativeQuery(ERASE_SPARED.formatted(kept.text())))
                    .executeUpdate()
                    .map(Integer::longValue);
        }));
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
