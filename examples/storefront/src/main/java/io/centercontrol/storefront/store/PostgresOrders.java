package io.centercontrol.storefront.store;

import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.OnceKey;
import io.centercontrol.storefront.Order;
import io.centercontrol.storefront.Orders;
import io.centercontrol.storefront.Payment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresOrders implements Orders {
    private final Pool pool;

    PostgresOrders(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> add(Customer customer, Order order, long points, @Nullable OnceKey once) {
        return pool.withTransaction(connection -> once == null
                ? insert(connection, customer, order, points).replaceWith(true)
                : take(connection, customer, order, once)
                        .chain(taken -> taken
                                ? insert(connection, customer, order, points).replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    /** Waits for another request with the same key that is on its way. */
    private static Uni<Boolean> take(SqlConnection connection, Customer customer, Order order, OnceKey once) {
        var tenant = customer.tenant().value();
        return connection
                .preparedQuery("""
                        delete from order_key where tenant_id = $1 and customer_id = $2
                        and created_at < now() - interval '1 day'""")
                .execute(Tuple.of(tenant, customer.id()))
                .chain(() -> connection
                        .preparedQuery("""
                                insert into order_key (tenant_id, customer_id, key, body_sha256, order_id)
                                values ($1, $2, $3, $4, $5) on conflict do nothing""")
                        .execute(Tuple.of(
                                tenant, customer.id(), once.key(), Buffer.buffer(once.bodySha256()), order.id())))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<@Nullable Made> madeBy(Customer customer, String key) {
        return pool.preparedQuery("""
                        select order_id, body_sha256 from order_key
                        where tenant_id = $1 and customer_id = $2 and key = $3
                        and created_at >= now() - interval '1 day'""")
                .execute(Tuple.of(customer.tenant().value(), customer.id(), key))
                .map(rows -> {
                    for (var row : rows) {
                        return new Made(
                                row.getUUID(0),
                                new OnceKey(key, row.getBuffer(1).getBytes()));
                    }
                    return null;
                });
    }

    private static Uni<Void> insert(SqlConnection connection, Customer customer, Order order, long points) {
        var tenant = customer.tenant().value();
        var lines = new ArrayList<Tuple>();
        for (var line : order.lines()) {
            lines.add(Tuple.tuple()
                    .addValue(tenant)
                    .addValue(order.id())
                    .addValue(lines.size())
                    .addValue(line.sku())
                    .addValue(line.name())
                    .addValue(line.priceMinor())
                    .addValue(line.quantity()));
        }
        return connection
                .preparedQuery("""
                        insert into customer_order (tenant_id, id, customer_id, currency, total_minor, placed_at, payment, express)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .execute(Tuple.tuple()
                        .addValue(tenant)
                        .addValue(order.id())
                        .addValue(customer.id())
                        .addValue(order.currency())
                        .addValue(order.totalMinor())
                        .addValue(order.placedAt().atOffset(ZoneOffset.UTC))
                        .addValue(order.payment().name())
                        .addValue(order.express()))
                .chain(() -> connection.preparedQuery("""
                                insert into order_line (tenant_id, order_id, number, sku, name, price_minor, quantity)
                                values ($1, $2, $3, $4, $5, $6, $7)""").executeBatch(lines))
                .chain(() -> points == 0 ? Uni.createFrom().voidItem() : collect(connection, customer, order, points))
                .chain(() -> tell(connection, customer, order));
    }

    /** Told with the order or not at all: what it is to the platform's meters. */
    private static Uni<Void> tell(SqlConnection connection, Customer customer, Order order) {
        var id = order.id().toString();
        var tenant = customer.tenant().value();
        var at = order.placedAt().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery("""
                        insert into cc_usage_outbox (id, meter, tenant_id, amount, happened_at, properties)
                        values ($1, $2, $3, $4, $5, $6)""")
                .executeBatch(List.of(
                        Tuple.of(id, "orders", tenant, 1L, at, new JsonObject()),
                        Tuple.of(
                                id,
                                "gmv",
                                tenant,
                                order.totalMinor(),
                                at,
                                JsonObject.of("currency", order.currency()))))
                .replaceWithVoid();
    }

    private static Uni<Void> collect(SqlConnection connection, Customer customer, Order order, long points) {
        return connection
                .preparedQuery("""
                        insert into loyalty_entry (tenant_id, order_id, customer_id, points, collected_at)
                        values ($1, $2, $3, $4, $5)""")
                .execute(Tuple.of(
                        customer.tenant().value(),
                        order.id(),
                        customer.id(),
                        points,
                        order.placedAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Order> find(Customer customer, UUID id) {
        return pool.preparedQuery("""
                        select o.currency, o.total_minor, o.placed_at, l.sku, l.name, l.price_minor, l.quantity,
                            o.payment, o.express
                        from customer_order o join order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
                        where o.tenant_id = $1 and o.customer_id = $2 and o.id = $3
                        order by l.number""")
                .execute(Tuple.of(customer.tenant().value(), customer.id(), id))
                .map(rows -> {
                    Row first = null;
                    var lines = new ArrayList<Order.Line>();
                    for (var row : rows) {
                        first = first == null ? row : first;
                        lines.add(
                                new Order.Line(row.getString(3), row.getString(4), row.getLong(5), row.getInteger(6)));
                    }
                    return first == null
                            ? null
                            : new Order(
                                    id,
                                    first.getString(0),
                                    first.getLong(1),
                                    Payment.valueOf(first.getString(7)),
                                    first.getBoolean(8),
                                    first.getOffsetDateTime(2).toInstant(),
                                    lines);
                });
    }
}
