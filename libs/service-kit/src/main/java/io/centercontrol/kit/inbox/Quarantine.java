package io.centercontrol.kit.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where records are set aside that could not be consumed: whole, with the reason, counted as {@code cc_quarantined_total}.
 * Setting the same record aside twice keeps one row.
 */
@ApplicationScoped
public class Quarantine {
    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private final Mutiny.SessionFactory sessions;
    private final MeterRegistry meters;
    private final ObjectMapper json;

    Quarantine(Mutiny.SessionFactory sessions, MeterRegistry meters, ObjectMapper json) {
        this.sessions = sessions;
        this.meters = meters;
        this.json = json;
    }

    /** Sets a record aside, in a transaction of its own. */
    public Uni<Void> add(String channel, ConsumerRecord<String, byte[]> record, Throwable why) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                                "insert into quarantine (channel, topic, partition, record_offset, record_key, value,"
                                        + " headers, reason, record_timestamp) values (:channel, :topic, :partition, :offset,"
                                        + " :key, :value, :headers, :reason, :timestamp) on conflict do nothing")
                        .setParameter("channel", channel)
                        .setParameter("topic", record.topic())
                        .setParameter("partition", record.partition())
                        .setParameter("offset", record.offset())
                        .setParameter("key", bytes(record.key()))
                        .setParameter("value", record.value())
                        .setParameter("headers", headers(record))
                        .setParameter("reason", reason(why))
                        .setParameter("timestamp", record.timestamp())
                        .executeUpdate())
                .invoke(rows -> {
                    if (rows == 1) {
                        meters.counter("cc.quarantined", "channel", channel, "topic", record.topic())
                                .increment();
                        LOG.errorf(
                                "%s %s-%d@%d is set aside: %s",
                                channel, record.topic(), record.partition(), record.offset(), reason(why));
                    }
                })
                .replaceWithVoid();
    }

    private static byte @Nullable [] bytes(@Nullable String key) {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    /** A failure in the words that are kept of it. */
    public static String reason(Throwable why) {
        var text = why.getClass().getSimpleName() + ": " + why.getMessage();
        return text.replace("\0", "")
                .substring(0, Math.min(2_000, text.replace("\0", "").length()));
    }

    /** A header may stand several times and hold any bytes: a list of pairs. */
    private String headers(ConsumerRecord<String, byte[]> record) {
        var pairs = new ArrayList<List<String>>();
        for (var header : record.headers()) {
            var value = header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
            pairs.add(List.of(header.key(), value.replace("\0", "")));
        }
        try {
            return json.writeValueAsString(pairs);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can always be written", e);
        }
    }
}
