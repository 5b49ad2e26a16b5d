package io.centercontrol.testkit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.schemas.Contract;
import io.centercontrol.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what the service under test tells on {@code cc.audit.v1}. For one thread. */
public final class AuditTrail implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final TopicReader topic;

    private AuditTrail(TopicReader topic) {
        this.topic = topic;
    }

    /** The trail from its first entry on. Close it. */
    public static AuditTrail open() {
        return new AuditTrail(Environment.current().read(Contract.AUDIT));
    }

    /** The first entry that fits; fails when none comes in a minute. */
    public AuditEvent await(Predicate<AuditEvent> fits) {
        return entry(topic.await(record -> fits.test(entry(record)), BOUND));
    }

    /** The first entry of an action that fits. */
    public AuditEvent await(String action, Predicate<AuditEvent> fits) {
        return await(entry -> entry.getAction().equals(action) && fits.test(entry));
    }

    /** Everything that is told within the time, and what was before. */
    public List<AuditEvent> allWithin(Duration time) {
        return topic.allWithin(time).stream().map(AuditTrail::entry).toList();
    }

    /**
     * Everything that is told within the time, and what was before.
     *
     * @throws AssertionError when a number is missing, comes twice or out of order, an id comes twice, or a header says another
     *     thing than the entry
     */
    public List<AuditEvent> wholeWithin(Duration time) {
        var ids = new HashSet<String>();
        var expected = 0L;
        for (var record : topic.allWithin(time)) {
            var entry = entry(record);
            var headers = TopicReader.headers(record);
            expected++;
            if (entry.getNumber() != expected) {
                throw new AssertionError(
                        "number " + entry.getNumber() + " comes where " + expected + " must: " + entry);
            }
            if (!ids.add(entry.getEventId().toString())) {
                throw new AssertionError("an id comes twice: " + entry);
            }
            var said = Map.of(
                    "version", Long.toString(entry.getNumber()),
                    "ce_id", entry.getEventId().toString(),
                    "ce_type", entry.getAction());
            if (!headers.entrySet().containsAll(said.entrySet())
                    || !record.key().equals(entry.getService().getName())) {
                throw new AssertionError(
                        "the headers " + headers + " of " + record.key() + " are not those of " + entry);
            }
        }
        return allWithin(Duration.ZERO);
    }

    private static AuditEvent entry(ConsumerRecord<String, byte[]> record) {
        var bytes = record.value();
        var data = new SpecificData(AuditEvent.class.getClassLoader());
        SpecificData.getForClass(AuditEvent.class).getConversions().forEach(data::addLogicalTypeConversion);
        try {
            var decoder = DecoderFactory.get()
                    .binaryDecoder(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, null);
            return new SpecificDatumReader<AuditEvent>(AuditEvent.getClassSchema(), AuditEvent.getClassSchema(), data)
                    .read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("not an entry of the audit trail", e);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
