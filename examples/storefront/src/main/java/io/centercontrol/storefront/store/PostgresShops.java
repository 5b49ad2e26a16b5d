package io.centercontrol.storefront.store;

import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Product;
import io.centercontrol.storefront.Shop;
import io.centercontrol.storefront.Shops;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresShops implements Shops {
    private final Pool pool;

    PostgresShops(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> open(Tenant tenant, List<Product> products) {
        var rows = products.stream()
                .map(product -> Tuple.of(tenant.id().value(), product.sku(), product.name(), product.priceMinor()))
                .toList();
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        insert into shop (tenant_id, slug, name, locale, currency, tenant_version)
                        values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id) do nothing""")
                .execute(values(tenant))
                // Shop and products come in one transaction: what is missing later was taken out.
                .chain(made -> made.rowCount() == 0
                        ? refresh(connection, tenant).replaceWithVoid()
                        : connection.preparedQuery("""
                                insert into product (tenant_id, sku, name, price_minor)
                                values ($1, $2, $3, $4)""").executeBatch(rows).replaceWithVoid()));
    }

    @Override
    public Uni<Boolean> refresh(Tenant tenant) {
        return refresh(pool, tenant);
    }

    /** A retry may come with an older version than another instance has worked with: the newer one stays. */
    private static Uni<Boolean> refresh(SqlClient client, Tenant tenant) {
        return client.preparedQuery("""
                        update shop set
                            slug = case when tenant_version < $6 then $2 else slug end,
                            name = case when tenant_version < $6 then $3 else name end,
                            locale = case when tenant_version < $6 then $4 else locale end,
                            currency = case when tenant_version < $6 then $5 else currency end,
                            tenant_version = greatest(tenant_version, $6),
                            updated_at = now()
                        where tenant_id = $1""").execute(values(tenant)).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<@Nullable Shop> find(TenantId tenant) {
        return pool.preparedQuery("select name, locale, currency from shop where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> {
                    for (var row : rows) {
                        return new Shop(row.getString(0), row.getString(1), row.getString(2));
                    }
                    return null;
                });
    }

    @Override
    public Uni<List<Product>> products(TenantId tenant) {
        return pool.preparedQuery("select sku, name, price_minor from product where tenant_id = $1 order by sku")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Product(row.getString(0), row.getString(1), row.getLong(2)))
                        .toList());
    }

    private static Tuple values(Tenant tenant) {
        return Tuple.of(
                tenant.id().value(),
                tenant.slug(),
                tenant.name(),
                tenant.locale(),
                tenant.currency(),
                tenant.version());
    }
}
