package io.centercontrol.kit.inbox;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What every event of the platform says of itself in its headers: CloudEvents in Kafka's binary mode, and three of our own. For
 * who hears topics without knowing their types.
 *
 * @param eventId {@code ce_id}
 * @param type {@code ce_type}, in lower case, parts of words with hyphens and full stops between: {@code tenant.suspended}
 * @param source {@code ce_source}, the service
 * @param time {@code ce_time}
 * @param version of the aggregate
 * @param tenant {@code tenant-id}; null where no one tenant is meant
 * @param traceId of {@code traceparent}; null where nothing was traced
 */
public record EventHeaders(
        UUID eventId,
        String type,
        String source,
        Instant time,
        long version,
        @Nullable TenantId tenant,
        @Nullable String traceId) {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,60}(\\.[a-z0-9-]{1,60}){1,4}");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * Reads them.
     *
     * @throws UnreadableException when one is missing that every event has, or makes no sense
     */
    public static EventHeaders of(ConsumerRecord<String, byte[]> record) {
        var eventId = read(record, "ce_id", UUID::fromString);
        var type = read(record, "ce_type", text -> matching(TYPE, text));
        var source = read(record, "ce_source", text -> matching(SOURCE, text));
        var time = read(record, "ce_time", text -> OffsetDateTime.parse(text).toInstant());
        var version = read(record, "version", Long::valueOf);
        if (eventId == null
                || type == null
                || source == null
                || time == null
                || version == null
                || version < 1
                || record.key() == null) {
            throw new UnreadableException(
                    "an event needs a key and the headers ce_id, ce_type, ce_source, ce_time and version", null);
        }
        return new EventHeaders(
                eventId,
                type,
                source,
                time,
                version,
                read(record, "tenant-id", TenantId::parse),
                read(record, "traceparent", EventHeaders::traceId));
    }

    private static String traceId(String traceparent) {
        var match = TRACEPARENT.matcher(traceparent);
        if (!match.matches()) {
            throw new IllegalArgumentException(traceparent);
        }
        return match.group(1);
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** A header's value; null when there is none, or none that makes sense. */
    private static <T> @Nullable T read(ConsumerRecord<String, byte[]> record, String name, Function<String, T> parse) {
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
