package io.centercontrol.storefront.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Departures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresDepartures implements Departures {
    private static final int ROWS_AT_ONCE = 200;

    /** Each gives lines of JSON, made by the database: the storefront does not look at what it gives out. */
    private static final List<String> EXPORT = List.of("""
            select json_build_object('type', 'shop', 'slug', slug, 'name', name, 'locale', locale,
                'currency', currency, 'createdAt', created_at)::text
            from shop where tenant_id = $1""", """
            select json_build_object('type', 'product', 'sku', sku, 'name', name, 'priceMinor', price_minor)::text
            from product where tenant_id = $1 order by sku""", """
            select json_build_object('type', 'store', 'id', id, 'name', name, 'openedAt', opened_at)::text
            from store where tenant_id = $1 order by id""", """
            select json_build_object('type', 'customer', 'id', id, 'email', email, 'createdAt', created_at)::text
            from customer where tenant_id = $1 order by id""", """
            select json_build_object('type', 'order', 'id', o.id, 'customerId', o.customer_id,
                'currency', o.currency, 'totalMinor', o.total_minor, 'placedAt', o.placed_at,
                'payment', o.payment, 'express', o.express, 'lines', (
                    select json_agg(json_build_object('sku', l.sku, 'name', l.name, 'priceMinor', l.price_minor,
                        'quantity', l.quantity) order by l.number)
                    from order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id))::text
            from customer_order o where o.tenant_id = $1 order by o.id""", """
            select json_build_object('type', 'loyalty', 'orderId', order_id, 'customerId', customer_id,
                'points', points, 'collectedAt', collected_at)::text
            from loyalty_entry where tenant_id = $1 order by order_id""");

    /** In the order of the references between them. */
    private static final List<String> ERASE = List.of(
            "delete from loyalty_entry where tenant_id = $1",
            "delete from order_key where tenant_id = $1",
            "delete from order_line where tenant_id = $1",
            "delete from customer_order where tenant_id = $1",
            "delete from customer where tenant_id = $1",
            "delete from store where tenant_id = $1",
            "delete from product where tenant_id = $1",
            // What has a number already is on its way, and gone in a moment.
            "delete from cc_usage_outbox where tenant_id = $1 and run is null",
            "delete from shop where tenant_id = $1");

    private final Pool pool;

    PostgresDepartures(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Multi<String> export(TenantId tenant) {
        return Multi.createFrom()
                .resourceFromUni(
                        pool::getConnection,
                        connection -> inOneMoment(connection)
                                .onItem()
                                .transformToMulti(begun -> Multi.createFrom()
                                        .iterable(EXPORT)
                                        .onItem()
                                        .transformToMultiAndConcatenate(sql -> lines(connection, sql, tenant))))
                .withFinalizer(PostgresDepartures::end);
    }

    private static Uni<Void> end(SqlConnection connection) {
        return connection
                .query("rollback")
                .execute()
                .onFailure()
                .recoverWithNull()
                .chain(connection::close);
    }

    /** A cursor lives in a transaction, and what is read by six of them should agree. */
    private static Uni<Boolean> inOneMoment(SqlConnection connection) {
        return connection
                .query("begin isolation level repeatable read, read only")
                .execute()
                .replaceWith(true);
    }

    private static Multi<String> lines(SqlConnection connection, String sql, TenantId tenant) {
        return connection
                .prepare(sql)
                .onItem()
                .transformToMulti(prepared -> prepared.createStream(ROWS_AT_ONCE, Tuple.of(tenant.value()))
                        .toMulti())
                .map(row -> row.getString(0));
    }

    /** Locked first, so that nobody signs up and no order comes in between: those are refused when this is through. */
    @Override
    public Uni<@Nullable Instant> erase(TenantId tenant) {
        var id = Tuple.of(tenant.value());
        return pool.withTransaction(connection -> {
            var erased = connection
                    .preparedQuery("select 1 from shop where tenant_id = $1 for update")
                    .execute(id)
                    .chain(() -> connection
                            .preparedQuery("select 1 from customer where tenant_id = $1 order by id for update")
                            .execute(id))
                    .chain(() -> connection.preparedQuery("""
                                    insert into kept_order
                                        (tenant_id, order_id, currency, total_minor, placed_at, keep_until)
                                    select tenant_id, id, currency, total_minor, placed_at,
                                        placed_at + make_interval(years => $2)
                                    from customer_order where tenant_id = $1
                                    on conflict do nothing""").execute(Tuple.of(tenant.value(), KEEP_YEARS)));
            for (var sql : ERASE) {
                erased = erased.chain(() -> connection.preparedQuery(sql).execute(id));
            }
            return erased.chain(() -> connection
                            .preparedQuery("select max(keep_until) from kept_order where tenant_id = $1")
                            .execute(id))
                    .map(rows -> {
                        var until = rows.iterator().next().getOffsetDateTime(0);
                        return until == null ? null : until.toInstant();
                    });
        });
    }

    @Override
    public Uni<Void> forget() {
        return pool.query("delete from kept_order where keep_until < now()")
                .execute()
                .replaceWithVoid();
    }
}
