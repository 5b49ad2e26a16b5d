package io.centercontrol.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.jdbc.JdbcConfiguration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as a table. A row stands there from its commit until its event is known to be on its topic, so that whatever no
 * connector will ever read from the log is still found here. Places in the log are numbers of bytes, PostgreSQL's pg_lsn.
 */
final class OutboxTable implements AutoCloseable {
    private static final String LSN = "'0/0'::pg_lsn";

    private final PostgresConnection connection;

    OutboxTable(Configuration config) {
        var jdbc = new PostgresConnectorConfig(config).getJdbcConfig();
        // What is removed twice is removed, so nobody waits for a disk here.
        connection = new PostgresConnection(
                JdbcConfiguration.adapt(
                        jdbc.edit().with("options", "-c synchronous_commit=off").build()),
                "outbox");
    }

    /** A row, and its number, which rises with each of an aggregate's. */
    record Row(
            long number,
            String id,
            String topic,
            String key,
            String type,
            @Nullable String tenant,
            String version,
            String source,
            String time,
            @Nullable String traceparent,
            @Nullable String tracestate,
            byte @Nullable [] payload,
            String specversion) {}

    /** Drops a slot whose log PostgreSQL has given up (max_slot_wal_keep_size): nobody can read it, Debezium makes another. */
    void dropUseless(String slot) throws SQLException {
        ask(
                "select pg_drop_replication_slot(slot_name) is null from pg_replication_slots"
                        + " where slot_name = ? and wal_status = 'lost' and not active",
                slot);
    }

    /** Where the slot begins: what was committed before is not in it. Null for no slot. */
    @Nullable
    Long slotBegins(String slot) throws SQLException {
        return ask("select confirmed_flush_lsn - " + LSN + " from pg_replication_slots where slot_name = ?", slot);
    }

    private @Nullable Long ask(String sql, String slot) throws SQLException {
        try (var statement = connection.connection().prepareStatement(sql)) {
            statement.setString(1, slot);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : null;
            }
        }
    }

    /** Rows that were written before a place in the log, in the order of their numbers, behind one. */
    List<Row> before(long lsn, long behind, int most) throws SQLException {
        try (var statement = connection
                .connection()
                .prepareStatement("select no, id::text, aggregatetype, aggregateid, type, tenant_id, version, source,"
                        + " time, traceparent, tracestate, payload, specversion from outbox where lsn < " + LSN
                        + " + ?::numeric and no > ? order by no limit ?")) {
            statement.setLong(1, lsn);
            statement.setLong(2, behind);
            statement.setInt(3, most);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Row>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("no"),
                row.getString("id"),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("tenant_id"),
                row.getString("version"),
                row.getString("source"),
                row.getString("time"),
                row.getString("traceparent"),
                row.getString("tracestate"),
                row.getBytes("payload"),
                row.getString("specversion"));
    }

    /** Removes what was written before a place in the log. */
    void forgetBefore(long lsn) throws SQLException {
        try (var statement =
                connection.connection().prepareStatement("delete from outbox where lsn < " + LSN + " + ?::numeric")) {
            statement.setLong(1, lsn);
            statement.executeUpdate();
        }
    }

    /** Removes rows by their numbers. */
    void forget(Collection<Long> numbers) throws SQLException {
        var connected = connection.connection();
        try (var statement = connected.prepareStatement("delete from outbox where no = any(?)")) {
            statement.setArray(1, connected.createArrayOf("bigint", numbers.toArray()));
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
