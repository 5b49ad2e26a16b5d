package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code provisioning_history} ({@code tenantId}) or {@code tenant_service_history} ({@code key}). */
record HistoryRow(
        @Nullable UUID tenantId,
        @Nullable String key,
        long version,
        UUID eventId,
        String type,
        Instant at,
        ActorRow actor,
        @Nullable String reason,
        @Nullable Object snapshot) {
    static HistoryRow ofTenant(
            UUID tenant, long version, UUID eventId, String type, Instant at, Cause cause, @Nullable Object snapshot) {
        return new HistoryRow(
                tenant, null, version, eventId, type, at, ActorRow.of(cause.actor()), cause.reason(), snapshot);
    }

    static HistoryRow ofService(
            String key, long version, UUID eventId, String type, Instant at, Cause cause, Object snapshot) {
        return new HistoryRow(
                null, key, version, eventId, type, at, ActorRow.of(cause.actor()), cause.reason(), snapshot);
    }
}
