package io.centercontrol.connect;

import io.debezium.data.Envelope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Events that were committed while there was no slot, as records like those that Debezium reads from the log. They are
 * carried before anything that the new slot holds, so each aggregate's versions stay in their order.
 */
final class LostEvents {
    private static final int MOST_AT_ONCE = 200;

    private static final Schema ROW = SchemaBuilder.struct()
            .name("io.centercontrol.outbox.Value")
            .optional()
            .field(Carried.NUMBER, Schema.INT64_SCHEMA)
            .field("id", Schema.STRING_SCHEMA)
            .field("aggregatetype", Schema.STRING_SCHEMA)
            .field("aggregateid", Schema.STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("tenant_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("version", Schema.STRING_SCHEMA)
            .field("source", Schema.STRING_SCHEMA)
            .field("time", Schema.STRING_SCHEMA)
            .field("traceparent", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tracestate", Schema.OPTIONAL_STRING_SCHEMA)
            .field("payload", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("specversion", Schema.STRING_SCHEMA)
            .build();
    private static final Schema SOURCE =
            SchemaBuilder.struct().name("io.centercontrol.outbox.Source").build();
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName("io.centercontrol.outbox.Envelope")
            .withRecord(ROW)
            .withSource(SOURCE)
            .build();

    private final OutboxTable table;
    private final long before;
    private final String topic;
    private final Map<String, ?> partition;
    private final Map<String, ?> offset;
    private long behind;

    /**
     * @param before where the slot begins
     * @param offset where the connector stood: it stands there until all of these are carried, so that after a crash they
     *     are looked for again
     */
    LostEvents(OutboxTable table, long before, String topic, Map<String, ?> partition, Map<String, ?> offset) {
        this.table = table;
        this.before = before;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
    }

    /** Whether a record is one of these: its offset is that of another, and nothing to tell a slot of. */
    static boolean isOne(SourceRecord record) {
        return record.valueSchema() == ENVELOPE.schema();
    }

    /** The next of them; none when all were given. */
    List<SourceRecord> next() throws SQLException {
        var rows = table.before(before, behind, MOST_AT_ONCE);
        if (!rows.isEmpty()) {
            behind = rows.getLast().number();
        }
        return rows.stream().map(this::record).toList();
    }

    private SourceRecord record(OutboxTable.Row row) {
        var after = new Struct(ROW)
                .put(Carried.NUMBER, row.number())
                .put("id", row.id())
                .put("aggregatetype", row.topic())
                .put("aggregateid", row.key())
                .put("type", row.type())
                .put("tenant_id", row.tenant())
                .put("version", row.version())
                .put("source", row.source())
                .put("time", row.time())
                .put("traceparent", row.traceparent())
                .put("tracestate", row.tracestate())
                .put("payload", row.payload())
                .put("specversion", row.specversion());
        var value = ENVELOPE.create(after, new Struct(SOURCE), Instant.now());
        return new SourceRecord(partition, offset, topic, ENVELOPE.schema(), value);
    }
}
