package io.centercontrol.provisioning.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a state topic: its place and its headers. The value is not looked at.
 *
 * @param appendedAt the broker's append time
 */
public record AppendedChange(
        UUID eventId,
        String topic,
        String topicId,
        int partition,
        long recordOffset,
        Instant appendedAt,
        @Nullable UUID tenantId,
        @Nullable Long version,
        @Nullable String type,
        @Nullable Instant occurredAt) {}
