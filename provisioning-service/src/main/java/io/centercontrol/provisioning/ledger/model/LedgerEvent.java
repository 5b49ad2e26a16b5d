package io.centercontrol.provisioning.ledger.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change as it stands on its topic.
 *
 * @param topicId Kafka's id of the topic: offsets of a topic that was made anew do not compare
 * @param appendedAt the broker's append time
 * @param seenAt when the ledger had read it, by the database's clock. It reads committed records only, so the change was
 *     readable for everybody by then, and maybe not at {@code appendedAt}
 * @param version of the aggregate; null where the record told none
 * @param occurredAt when the owner decided it, by the owner's clock
 */
public record LedgerEvent(
        UUID eventId,
        String topic,
        String topicId,
        int partition,
        long offset,
        Instant appendedAt,
        Instant seenAt,
        @Nullable TenantId tenant,
        @Nullable Long version,
        @Nullable String type,
        @Nullable Instant occurredAt) {}
