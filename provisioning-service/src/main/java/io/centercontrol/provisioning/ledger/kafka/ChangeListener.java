package io.centercontrol.provisioning.ledger.kafka;

import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.provisioning.ledger.AppendedChange;
import io.centercontrol.provisioning.ledger.RecordChanges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Reads where each change stands on its topic. Only headers are looked at, so that any state topic can be followed. */
@ApplicationScoped
class ChangeListener implements Replayable {
    private static final String CHANNEL = "changes";

    private final BatchInbox inbox;
    private final TopicIds topicIds;
    private final RecordChanges recordChanges;

    ChangeListener(BatchInbox inbox, TopicIds topicIds, RecordChanges recordChanges) {
        this.inbox = inbox;
        this.topicIds = topicIds;
        this.recordChanges = recordChanges;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return decode(record, Set.of(record.topic()))
                .chain(change -> recordChanges.run(new RecordChanges.Command(List.of(change))));
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        var topics = records.partitions().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return inbox.receive(
                CHANNEL,
                records,
                record -> decode(record, topics),
                changes -> recordChanges.run(new RecordChanges.Command(changes)));
    }

    private Uni<AppendedChange> decode(ConsumerRecord<String, byte[]> record, Set<String> topics) {
        return topicIds.ids(topics).map(ids -> change(record, ids));
    }

    private static AppendedChange change(ConsumerRecord<String, byte[]> record, Map<String, String> ids) {
        var eventId = header(record, "ce_id", UUID::fromString);
        if (eventId == null) {
            throw new UnreadableException("a change has no event id in its header ce_id", null);
        }
        return new AppendedChange(
                eventId,
                record.topic(),
                ids.getOrDefault(record.topic(), ""),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                header(record, "tenant-id", UUID::fromString),
                header(record, "version", Long::valueOf),
                header(record, "ce_type", text -> text),
                header(record, "ce_time", text -> OffsetDateTime.parse(text).toInstant()));
    }

    /** A header's value; null when there is none, or none that makes sense. */
    private static <T> @Nullable T header(
            ConsumerRecord<String, byte[]> record, String name, Function<String, T> parse) {
        var header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            return parse.apply(new String(header.value(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }
}
