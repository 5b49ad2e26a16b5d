package io.centercontrol.dataplane.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The outbox's tables. A number is given by a statement of its own, which is committed before anything is sent: were it given with the
 * sending, an event that came meanwhile could get the number of another one that the brokers have already.
 */
public final class OutboxTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

    private static final String WRITE = """
            insert into cc_usage_outbox (id, meter, tenant_id, amount, happened_at, properties)
            values (?, ?, ?, ?, ?, cast(? as jsonb))
            """;

    private static final String BEGIN = """
            insert into cc_usage_run (run, producer, epoch, next, used_at)
            select ?, ?, greatest(?, coalesce(max(epoch) + 1, 0)), 1, now() from cc_usage_run where producer = ?
            returning epoch
            """;

    private static final String NUMBER = """
            with waiting as (
              select place from cc_usage_outbox where run is null order by place limit ? for update skip locked),
            numbered as (select place, row_number() over (order by place) - 1 as at, count(*) over () as n from waiting),
            mine as (
              update cc_usage_run r set next = next + x.n, used_at = now() from (select max(n) as n from numbered) x
              where r.run = ? and x.n > 0 returning r.run, r.producer, r.epoch, r.next - x.n as first)
            update cc_usage_outbox o set run = m.run, number = m.first + w.at, taken_at = now()
            from numbered w cross join mine m where o.place = w.place
            returning m.producer, m.epoch, o.run, o.number, o.place, o.id, o.meter, o.tenant_id, o.amount, o.happened_at,
              cast(o.properties as text)
            """;

    private static final String LEFT = """
            select r.producer, r.epoch, o.run, o.number, o.place, o.id, o.meter, o.tenant_id, o.amount, o.happened_at,
              cast(o.properties as text)
            from cc_usage_outbox o join cc_usage_run r on r.run = o.run
            where o.run <> ? and o.taken_at < now() - interval '20 seconds' order by o.run, o.number limit ?
            """;

    private static final String REMOVE = "delete from cc_usage_outbox where place = any (?)";

    private static final String FORGET = """
            delete from cc_usage_run r where r.run <> ? and r.used_at < now() - interval '40 days'
            and not exists (select from cc_usage_outbox o where o.run = r.run)
            """;

    private final DataSource database;

    /** @param database whose connections begin with auto-commit */
    public OutboxTable(DataSource database) {
        this.database = database;
    }

    /** Writes events in a transaction of the service's own. */
    public static void write(Connection connection, List<io.centercontrol.dataplane.UsageEvent> events)
            throws SQLException {
        try (var insert = connection.prepareStatement(WRITE)) {
            for (var event : events) {
                insert.setString(1, event.id());
                insert.setString(2, event.meter());
                insert.setObject(3, event.tenant().value());
                insert.setLong(4, event.amount());
                insert.setObject(5, event.happenedAt().atOffset(ZoneOffset.UTC));
                insert.setString(6, json(event.properties()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(Map<String, String> properties) {
        try {
            return JSON.writeValueAsString(properties);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Events with numbers in a row, of one run. */
    record Numbered(String producer, long epoch, UUID run, long first, List<Long> places, List<UsageEvent> events) {}

    /** Begins a run of this producer; its epoch is the time, or above its last one. */
    void begin(UUID run, String producer, long now) throws SQLException {
        try (var connection = database.getConnection();
                var forget = connection.prepareStatement(FORGET);
                var begin = connection.prepareStatement(BEGIN)) {
            forget.setObject(1, run);
            forget.executeUpdate();
            begin.setObject(1, run);
            begin.setString(2, producer);
            begin.setLong(3, now);
            begin.setString(4, producer);
            begin.execute();
        }
    }

    /** Gives numbers of a run to events that have none, the oldest first. */
    List<Numbered> number(UUID run, int most) throws SQLException {
        try (var connection = database.getConnection();
                var number = connection.prepareStatement(NUMBER)) {
            number.setInt(1, most);
            number.setObject(2, run);
            return read(number);
        }
    }

    /** Events that another run gave numbers to, and nobody has taken away for 20 s: its process may be gone. */
    List<Numbered> left(UUID run, int most) throws SQLException {
        try (var connection = database.getConnection();
                var left = connection.prepareStatement(LEFT)) {
            left.setObject(1, run);
            left.setInt(2, most);
            return read(left);
        }
    }

    /** The brokers have these. */
    void remove(List<Long> places) throws SQLException {
        try (var connection = database.getConnection();
                var remove = connection.prepareStatement(REMOVE)) {
            remove.setArray(1, connection.createArrayOf("bigint", places.toArray()));
            remove.executeUpdate();
        }
    }

    private record Row(String producer, long epoch, UUID run, long number, long place, UsageEvent event) {}

    private static List<Numbered> read(PreparedStatement statement) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        found.getLong(2),
                        found.getObject(3, UUID.class),
                        found.getLong(4),
                        found.getLong(5),
                        event(found)));
            }
        }
        rows.sort(java.util.Comparator.comparing(Row::run).thenComparingLong(Row::number));
        return spans(rows);
    }

    private static UsageEvent event(ResultSet row) throws SQLException {
        try {
            return new UsageEvent(
                    row.getString(6),
                    row.getString(7),
                    row.getObject(8, UUID.class),
                    row.getLong(9),
                    row.getObject(10, OffsetDateTime.class).toInstant(),
                    JSON.readValue(row.getString(11), PROPERTIES),
                    MeterGrade.BILLING);
        } catch (JsonProcessingException e) {
            throw new SQLException("properties that are no texts: " + e.getMessage(), e);
        }
    }

    /** Parts rows where the run is another one, where a number is passed over, and where a record is full. */
    private static List<Numbered> spans(List<Row> rows) {
        var spans = new ArrayList<Numbered>();
        var begin = 0;
        for (var at = 1; at <= rows.size(); at++) {
            if (at == rows.size()
                    || !rows.get(at).run().equals(rows.get(begin).run())
                    || rows.get(at).number() != rows.get(at - 1).number() + 1) {
                span(rows.subList(begin, at), spans);
                begin = at;
            }
        }
        return spans;
    }

    private static void span(List<Row> rows, List<Numbered> spans) {
        var begin = 0;
        for (var events : Batches.of(rows.stream().map(Row::event).toList())) {
            var first = rows.get(begin);
            var part = rows.subList(begin, begin + events.size());
            spans.add(new Numbered(
                    first.producer(),
                    first.epoch(),
                    first.run(),
                    first.number(),
                    part.stream().map(Row::place).toList(),
                    events));
            begin += events.size();
        }
    }
}
