package io.centercontrol.storefront.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Admission;
import io.centercontrol.storefront.Product;
import io.centercontrol.storefront.Products;
import io.centercontrol.storefront.ShopRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

@Singleton
final class PostgresProducts implements Products {
    private final Pool pool;

    PostgresProducts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(TenantId tenant, Product product, Admission admission) {
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
                                insert into product (tenant_id, sku, name, price_minor) values ($1, $2, $3, $4)
                                on conflict (tenant_id, sku) do nothing""")
                        .execute(Tuple.of(tenant.value(), product.sku(), product.name(), product.priceMinor())))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ShopRefusal.SkuTaken(product.sku()).asException();
                    }
                })
                .replaceWithVoid());
    }

    @Override
    public Uni<Long> count(TenantId tenant) {
        return count(pool, tenant);
    }

    private static Uni<Long> count(SqlClient client, TenantId tenant) {
        return client.preparedQuery("select count(*) from product where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant, String sku) {
        return pool.preparedQuery("delete from product where tenant_id = $1 and sku = $2")
                .execute(Tuple.of(tenant.value(), sku))
                .map(rows -> rows.rowCount() > 0);
    }
}
