package io.centercontrol.integrations.deliveries.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.integrations.deliveries.model.Message;
import io.centercontrol.integrations.endpoints.model.TypePattern;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A record of any state topic as a message. What happened is told by its headers (CloudEvents), who did it and why by the {@code
 * change} in it, and all else in it is the aggregate. The body has the form that the Standard Webhooks specification recommends:
 * type, timestamp, data. Fields are only ever added to a state topic, and so to this.
 */
@Singleton
class MessageCodec {
    /** Receivers take some hundred kilobytes at most; what is larger is told without the aggregate. */
    private static final int LARGEST = 256 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AvroWire wire;
    private final String prefix;

    MessageCodec(AvroWire wire, @ConfigProperty(name = "cc.topics.prefix") Optional<String> prefix) {
        this.wire = wire;
        this.prefix = prefix.orElse("");
    }

    /** Fails when the record is none that our services write. */
    Uni<Message> decode(ConsumerRecord<String, byte[]> record) {
        var eventId = header(record, "ce_id", UUID::fromString);
        var type = header(record, "ce_type", MessageCodec::type);
        var time = header(record, "ce_time", text -> OffsetDateTime.parse(text).toInstant());
        var version = header(record, "version", Long::valueOf);
        if (eventId == null || type == null || time == null || version == null || record.key() == null) {
            throw new UnreadableException(
                    "a change needs a key and the headers ce_id, ce_type, ce_time and version", null);
        }
        var tenant = header(record, "tenant-id", TenantId::parse);
        var topic = record.topic().substring(record.topic().startsWith(prefix) ? prefix.length() : 0);
        var thin = envelope(type, time, "THIN", eventId, topic, record.key(), version, tenant);
        var subject = topic + "/" + record.key();
        if (record.value() == null) {
            var full = envelope(type, time, "FULL", eventId, topic, record.key(), version, tenant);
            data(full).putNull("state");
            return Uni.createFrom().item(new Message(eventId, type, tenant, subject, time, text(thin), text(full)));
        }
        return wire.decode(record.value()).map(read -> {
            var full = envelope(type, time, "FULL", eventId, topic, record.key(), version, tenant);
            fill(data(full), read);
            var body = text(full);
            return new Message(
                    eventId,
                    type,
                    tenant,
                    subject,
                    time,
                    text(thin),
                    body.getBytes(StandardCharsets.UTF_8).length > LARGEST ? null : body);
        });
    }

    private static ObjectNode envelope(
            String type,
            Instant time,
            String payload,
            UUID eventId,
            String topic,
            String key,
            long version,
            @Nullable TenantId tenant) {
        var root = JSON.createObjectNode().put("type", type).put("timestamp", time.toString());
        root.putObject("data")
                .put("eventId", eventId.toString())
                .put("topic", topic)
                .put("key", key)
                .put("version", version)
                .put("tenantId", tenant == null ? null : tenant.toString())
                .put("payload", payload);
        return root;
    }

    private static ObjectNode data(ObjectNode root) {
        return (ObjectNode) root.get("data");
    }

    /** Who did it and why, what is other than it was, and how it is now. */
    private static void fill(ObjectNode data, GenericRecord read) {
        var state = (ObjectNode) AvroJson.of(read.getSchema(), read);
        var change = state.remove("change");
        if (change == null || !change.isObject()) {
            throw new UnreadableException("a state event says what happened in 'change'", null);
        }
        data.set("actor", change.path("actor"));
        data.set("reason", change.path("reason"));
        data.set("correlationId", change.path("correlationId"));
        var changes = data.putArray("changes");
        change.path("changes")
                .forEach(field -> changes.addObject()
                        .put("path", field.path("path").asText())
                        .<ObjectNode>set("before", value(field.path("before")))
                        .set("after", value(field.path("after"))));
        data.set("state", state);
    }

    /** Values stand in an event as JSON text; what is none is told as it stands. */
    private static JsonNode value(JsonNode text) {
        if (!text.isTextual()) {
            return text;
        }
        try {
            return Objects.requireNonNullElse(JSON.readTree(text.textValue()), text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static String type(String text) {
        if (!TypePattern.isType(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
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
