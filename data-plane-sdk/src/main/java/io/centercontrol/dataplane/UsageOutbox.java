package io.centercontrol.dataplane;

import io.centercontrol.dataplane.usage.OutboxTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Usage of billing grade, written by a service into a table of its own PostgreSQL database, in the transaction that it tells of: an order
 * and its usage are one fact, committed together or not at all. The SDK ships what is there, and takes it away when the brokers have it.
 *
 * <p>The table is the contract ({@link #tables}): a service that has no JDBC at hand in its transactions, or is written in another
 * language, inserts {@code id, meter, tenant_id, amount, happened_at, properties} itself, and leaves the other columns alone.
 *
 * <pre>{@code
 * var outbox = UsageOutbox.in(dataSource);
 * plane.usage().ship(outbox);
 * // in the order's transaction
 * outbox.write(connection, List.of(
 *     UsageEvent.now(order.id(), "orders", tenant, 1, Map.of()),
 *     UsageEvent.now(order.id(), "gmv", tenant, order.totalMinor(), Map.of("currency", order.currency()))));
 * // after its commit
 * plane.usage().written();
 * }</pre>
 */
public final class UsageOutbox {
    private final OutboxTable table;

    private UsageOutbox(OutboxTable table) {
        this.table = table;
    }

    /** The outbox in this database; its connections are used to ship, one at a time, and begin with auto-commit. */
    public static UsageOutbox in(DataSource database) {
        return new UsageOutbox(new OutboxTable(database));
    }

    /** The tables that it needs, as SQL for the service's own migrations. */
    public static String tables() {
        try (var in = UsageOutbox.class.getResourceAsStream("usage-outbox.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes events in the transaction of this connection.
     *
     * @throws SQLException what the database says; the transaction is the caller's to roll back
     */
    public void write(Connection connection, List<UsageEvent> events) throws SQLException {
        OutboxTable.write(connection, events);
    }

    /** Where it is. */
    public OutboxTable table() {
        return table;
    }
}
