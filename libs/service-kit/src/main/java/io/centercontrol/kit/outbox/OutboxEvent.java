package io.centercontrol.kit.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way out.
 *
 * @param id UUIDv7; becomes {@code ce_id}
 * @param topic the topic's name in this environment
 * @param key the aggregate's id; becomes the record's key and {@code ce_subject}
 * @param type what happened; becomes {@code ce_type}
 * @param tenantId the tenant it is about, if it is about one
 * @param version the aggregate's version
 * @param source the service; becomes {@code ce_source}
 * @param time when it was decided
 * @param payload the record's final bytes; null makes a tombstone
 */
public record OutboxEvent(
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable UUID tenantId,
        long version,
        String source,
        Instant time,
        byte @Nullable [] payload) {}
