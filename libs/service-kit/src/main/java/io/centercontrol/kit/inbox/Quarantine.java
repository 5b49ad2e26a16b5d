package io.centercontrol.kit.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where records are set aside that could not be consumed, with the reason, counted as {@code cc_quarantined_total}. Setting
 * the same record aside twice keeps one row. What is kept of a record is bounded ({@link SetAside}), and of a topic no more than
 * {@value #MOST_RECORDS} records or {@value #MOST_BYTES} bytes wait for a decision: a sender that writes nothing but poison
 * pushes out its own oldest, counted as {@code cc_quarantine_let_go_total}, and not the database.
 */
@ApplicationScoped
public class Quarantine {
    private static final Logger LOG = Logger.getLogger(Quarantine.class);
    static final int MOST_RECORDS = 10_000;
    static final long MOST_BYTES = 256L << 20;
    private static final int LONGEST_REASON = 2_000;
    private static final String SET_ASIDE = "quarantined-record.set-aside";

    /** So many records of a topic are set aside between two looks at how much there is of it. */
    private static final int LOOK_EVERY = 100;

    private static final String LET_GO = """
            delete from quarantine q where q.channel = :channel and q.topic = :topic and q.state = 'SET_ASIDE'
              and not exists (select 1 from quarantine_action a where a.quarantine_id = q.id)
              and q.id <= (select max(id) from (select id, row_number() over newest as records,
                  sum(coalesce(length(value), 0) + length(headers) + length(reason)) over newest as bytes
                from quarantine where channel = :channel and topic = :topic and state = 'SET_ASIDE'
                window newest as (order by id desc)) n where n.records > :records or n.bytes > :bytes)
            """;

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final MeterRegistry meters;
    private final ObjectMapper json;
    private final Seldom lines = new Seldom(20, Duration.ofMinutes(1));
    private final Map<String, AtomicInteger> sinceLook = new ConcurrentHashMap<>();

    Quarantine(Mutiny.SessionFactory sessions, Audit audit, MeterRegistry meters, ObjectMapper json) {
        this.sessions = sessions;
        this.audit = audit;
        this.meters = meters;
        this.json = json;
    }

    /** Sets a record aside, in a transaction of its own. */
    public Uni<Void> add(String channel, ConsumerRecord<String, byte[]> record, Throwable why) {
        var kept = SetAside.of(record, reason(why));
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                                "insert into quarantine (channel, topic, partition, record_offset, record_key, value,"
                                        + " headers, reason, record_timestamp) values (:channel, :topic, :partition, :offset,"
                                        + " :key, :value, :headers, :reason, :timestamp) on conflict do nothing")
                        .setParameter("channel", channel)
                        .setParameter("topic", record.topic())
                        .setParameter("partition", record.partition())
                        .setParameter("offset", record.offset())
                        .setParameter("key", bytes(kept.key()))
                        .setParameter("value", kept.value())
                        .setParameter("headers", text(kept.headers()))
                        .setParameter("reason", kept.reason())
                        .setParameter("timestamp", record.timestamp())
                        .executeUpdate())
                .chain(rows -> {
                    if (rows == 0) {
                        return Uni.createFrom().voidItem();
                    }
                    meters.counter("cc.quarantined", "channel", channel, "topic", record.topic())
                            .increment();
                    log(channel, record, kept.reason());
                    tell(channel, record, kept.reason());
                    return sinceLook
                                                    .computeIfAbsent(
                                                            channel + " " + record.topic(), _ -> new AtomicInteger())
                                                    .getAndIncrement()
                                            % LOOK_EVERY
                                    == 0
                            ? letGo(channel, record.topic())
                            : Uni.createFrom().voidItem();
                });
    }

    /** A sender that writes nothing but poison must not fill the trail: of a topic's records only the first is told by itself. */
    private void tell(String channel, ConsumerRecord<String, byte[]> record, String reason) {
        audit.seldom(
                List.of(SET_ASIDE, channel, record.topic()),
                AuditEntry.of(SET_ASIDE, AuditEntry.Category.RECOVERY)
                        .ended(AuditEntry.Outcome.FAILED)
                        .to("topic", record.topic())
                        .why(reason)
                        .with("channel", channel)
                        .with("partition", record.partition())
                        .with("offset", record.offset()));
    }

    private Uni<Void> letGo(String channel, String topic) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(LET_GO)
                        .setParameter("channel", channel)
                        .setParameter("topic", topic)
                        .setParameter("records", (long) MOST_RECORDS)
                        .setParameter("bytes", MOST_BYTES)
                        .executeUpdate())
                .invoke(rows -> {
                    if (rows > 0) {
                        meters.counter("cc.quarantine.let.go", "channel", channel, "topic", topic)
                                .increment(rows);
                        LOG.errorf("%s %s: %d of the oldest records set aside are let go", channel, topic, rows);
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    // The record is set aside; there will be another look.
                    LOG.warnf("%s %s: it is not known how much is set aside: %s", channel, topic, failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private void log(String channel, ConsumerRecord<String, byte[]> record, String reason) {
        if (lines.next(channel)) {
            LOG.errorf(
                    "%s %s-%d@%d is set aside: %s",
                    channel, record.topic(), record.partition(), record.offset(), reason);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String key) {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    /** A failure in the words that are kept of it. */
    public static String reason(Throwable why) {
        var text = why.getClass().getSimpleName() + ": " + why.getMessage();
        return SetAside.text(text, LONGEST_REASON);
    }

    /** A header may stand several times: a list of pairs. */
    private String text(List<List<String>> pairs) {
        try {
            return json.writeValueAsString(pairs);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can always be written", e);
        }
    }
}
