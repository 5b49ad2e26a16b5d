package io.centercontrol.connect;

import io.debezium.data.Envelope;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows whose events are on their topics, until they are removed from the outbox: many at once, and not at every event. */
final class Carried {
    /** The outbox's column with a row's number. */
    static final String NUMBER = "no";

    private static final Logger LOG = LoggerFactory.getLogger(Carried.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_AT_ONCE = 5_000;

    /** What is too much here is not lost: its rows stay, and are removed at the next start. */
    private static final int MOST = 200_000;

    private final OutboxTable table;
    private final ArrayDeque<Long> numbers = new ArrayDeque<>();
    private long lookedAt = System.nanoTime();

    Carried(OutboxTable table) {
        this.table = table;
    }

    /** The record is committed, on its topic. Heartbeats and what else is no row of an outbox are passed over. */
    void add(SourceRecord record) {
        if (numbers.size() < MOST
                && record.value() instanceof Struct value
                && value.schema().field(Envelope.FieldName.AFTER) != null
                && value.getStruct(Envelope.FieldName.AFTER) instanceof Struct row
                && row.schema().field(NUMBER) != null) {
            numbers.add(row.getInt64(NUMBER));
        }
    }

    /** Removes them, if a second has passed since the last time. */
    void forgetSometimes() {
        if (!numbers.isEmpty() && System.nanoTime() - lookedAt > PAUSE_NANOS) {
            forget();
        }
    }

    /** Removes them; what cannot be removed now stays for another time. */
    void forget() {
        lookedAt = System.nanoTime();
        try {
            while (!numbers.isEmpty()) {
                var some = new ArrayList<>(numbers.stream().limit(MOST_AT_ONCE).toList());
                table.forget(some);
                some.forEach(_ -> numbers.remove());
            }
        } catch (SQLException e) {
            LOG.warn("{} rows of the outbox that were carried cannot be removed now: {}", numbers.size(), e.toString());
        }
    }
}
