package io.centercontrol.storefront.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Admission;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.Store;
import io.centercontrol.storefront.Stores;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

@Singleton
final class PostgresStores implements Stores {
    private final Pool pool;

    PostgresStores(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(TenantId tenant, Store store, Admission admission) {
        return pool.withTransaction(connection -> ShopLock.take(connection, tenant)
                .chain(() -> count(connection, tenant))
                .invoke(used -> {
                    var check = admission.check(used);
                    if (!check.allowed()) {
                        throw ShopRefusal.of(check).asException();
                    }
                })
                .chain(() -> connection
                        .preparedQuery("""
                                insert into store (tenant_id, id, name, opened_at) values ($1, $2, $3, $4)
                                on conflict (tenant_id, name) do nothing""")
                        .execute(Tuple.of(
                                tenant.value(),
                                store.id(),
                                store.name(),
                                store.openedAt().atOffset(ZoneOffset.UTC))))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ShopRefusal.StoreNameTaken(store.name()).asException();
                    }
                })
                .replaceWithVoid());
    }

    @Override
    public Uni<Long> count(TenantId tenant) {
        return count(pool, tenant);
    }

    private static Uni<Long> count(SqlClient client, TenantId tenant) {
        return client.preparedQuery("select count(*) from store where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<Store>> of(TenantId tenant) {
        return pool.preparedQuery("select id, name, opened_at from store where tenant_id = $1 order by opened_at, id")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Store(
                                row.getUUID(0),
                                row.getString(1),
                                row.getOffsetDateTime(2).toInstant()))
                        .toList());
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant, UUID id) {
        return pool.preparedQuery("delete from store where tenant_id = $1 and id = $2")
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.rowCount() > 0);
    }
}
