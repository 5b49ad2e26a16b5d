package io.centercontrol.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beginning of a task: its slot's first records are held until it is known whether something is missing before them, and
 * until that is carried.
 *
 * <p>The offset is committed with the records, and a slot is only ever moved to an offset that was committed. So a slot that
 * begins behind the stored offset is another slot than the one that was read from; what is missing is what stands in the
 * outbox from before it began. It is compared when the first records are there and not at the start, since Debezium makes a
 * missing slot anew without a word until it streams.
 */
final class Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final OutboxTable table;
    private final String slot;
    private final String topic;
    private final Map<String, String> partition;
    private final @Nullable Map<String, Object> stored;
    private @Nullable LostEvents lost;
    private List<SourceRecord> held = List.of();
    private boolean compared;

    private Beginning(
            OutboxTable table,
            String slot,
            String topic,
            Map<String, String> partition,
            @Nullable Map<String, Object> stored) {
        this.table = table;
        this.slot = slot;
        this.topic = topic;
        this.partition = partition;
        this.stored = stored;
    }

    /** Before Debezium starts: a slot that is of no use goes. */
    static Beginning of(OutboxTable table, Configuration config, OffsetStorageReader offsets) {
        var slot = config.getString("slot.name");
        try {
            table.dropUseless(slot);
        } catch (SQLException e) {
            throw new RetriableException("cannot look at the slot " + slot, e);
        }
        var prefix = config.getString("topic.prefix");
        var partition = Map.of("server", prefix);
        return new Beginning(table, slot, prefix + ".public.outbox", partition, offsets.offset(partition));
    }

    /** Whether there are records to hand on before the slot gives others. */
    boolean holds() {
        return !held.isEmpty();
    }

    /** Holds what the slot gave. */
    void hold(List<SourceRecord> records) {
        held = records;
    }

    /** Whether all of it was handed on. */
    boolean isOver() {
        return compared && held.isEmpty();
    }

    /** What is handed on next: what was lost, and then what was held. */
    List<SourceRecord> next() {
        if (held.isEmpty()) {
            return held;
        }
        try {
            if (!compared) {
                lost = compare();
                compared = true;
            }
            var again = lost == null ? List.<SourceRecord>of() : lost.next();
            if (!again.isEmpty()) {
                LOG.warn("{} events that no slot holds are carried from the outbox itself", again.size());
                return again;
            }
        } catch (SQLException e) {
            throw new RetriableException("cannot look for what the slot " + slot + " has lost", e);
        }
        lost = null;
        var first = held;
        held = List.of();
        return first;
    }

    private @Nullable LostEvents compare() throws SQLException {
        var begins = table.slotBegins(slot);
        if (begins == null) {
            throw new RetriableException("the slot " + slot + " is gone again");
        }
        var place = stored == null ? 0 : place(stored);
        if (begins <= place) {
            table.forgetBefore(place);
            return null;
        }
        LOG.info("the slot begins at {}, what was carried ends at {}", begins, place);
        return new LostEvents(
                table, begins, topic, partition, stored == null ? justBefore(begins) : new HashMap<>(stored));
    }

    private static long place(Map<String, Object> offset) {
        return Stream.of(
                        "lsn",
                        PostgresOffsetContext.LAST_COMMIT_LSN_KEY,
                        PostgresOffsetContext.LAST_COMPLETELY_PROCESSED_LSN_KEY)
                .map(offset::get)
                .filter(Number.class::isInstance)
                .mapToLong(found -> ((Number) found).longValue())
                .max()
                .orElse(0);
    }

    /** An offset that says that something is missing, for a connector that never had one. */
    private static Map<String, ?> justBefore(long lsn) {
        return Map.of("lsn", lsn - 1, PostgresOffsetContext.LAST_COMPLETELY_PROCESSED_LSN_KEY, lsn - 1, "ts_usec", 0L);
    }
}
