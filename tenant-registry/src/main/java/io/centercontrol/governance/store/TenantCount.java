package io.centercontrol.governance.store;

import io.centercontrol.governance.model.TenantNumbers;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The count of tenants, in shards; triggers on the table of tenants keep it. */
final class TenantCount {
    private TenantCount() {}

    /** Waits until no registration is under way, and lets none begin before the transaction ends. */
    static Uni<Void> lock(Mutiny.Session session) {
        return OneColumn.select(session, "select n from tenant_count order by kind, shard for update", Long.class)
                .getResultList()
                .replaceWithVoid();
    }

    static Uni<TenantNumbers> read(Mutiny.Session session) {
        return session.createNativeQuery(
                        "select cast(coalesce(sum(n) filter (where kind = 'TEST'), 0) as bigint),"
                                + " cast(coalesce(sum(n) filter (where kind = 'LIVE'), 0) as bigint) from tenant_count",
                        Object[].class)
                .getSingleResult()
                .map(row -> new TenantNumbers((Long) row[0], (Long) row[1]));
    }
}
