package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.ledger.model.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code ledger_event}. */
record EventRow(
        UUID eventId,
        String topic,
        String topicId,
        int partition,
        long recordOffset,
        Instant appendedAt,
        Instant seenAt,
        @Nullable UUID tenantId,
        @Nullable Long version,
        @Nullable String type,
        @Nullable Instant occurredAt) {
    LedgerEvent toModel() {
        return new LedgerEvent(
                eventId,
                topic,
                topicId,
                partition,
                recordOffset,
                appendedAt,
                seenAt,
                tenantId == null ? null : new TenantId(tenantId),
                version,
                type,
                occurredAt);
    }

    /** Events with the time at which they were read. */
    record Found(Instant now, List<EventRow> events) {}
}
