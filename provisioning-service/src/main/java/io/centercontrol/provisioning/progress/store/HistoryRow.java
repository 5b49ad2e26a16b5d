package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code provisioning_history} ({@code tenantId}) or {@code tenant_service_history} ({@code key}), as it is written. */
record HistoryRow(
        @Nullable UUID tenantId,
        @Nullable String key,
        long version,
        UUID eventId,
        String type,
        Instant at,
        ActorRow actor,
        @Nullable String reason,
        @Nullable Object snapshot,
        @Nullable String correlationId,
        @Nullable String causationId,
        List<FieldChange> changes) {
    /** What happened: the type of a change and its fields. */
    record Happened(String type, List<FieldChange> changes) {}

    static HistoryRow ofTenant(
            UUID tenant,
            long version,
            UUID eventId,
            Happened what,
            Instant at,
            Cause cause,
            @Nullable Object snapshot) {
        return of(tenant, null, version, eventId, what, at, cause, snapshot);
    }

    static HistoryRow ofService(
            String key, long version, UUID eventId, Happened what, Instant at, Cause cause, Object snapshot) {
        return of(null, key, version, eventId, what, at, cause, snapshot);
    }

    private static HistoryRow of(
            @Nullable UUID tenant,
            @Nullable String key,
            long version,
            UUID eventId,
            Happened what,
            Instant at,
            Cause cause,
            @Nullable Object snapshot) {
        return new HistoryRow(
                tenant,
                key,
                version,
                eventId,
                what.type(),
                at,
                ActorRow.of(cause.actor()),
                cause.reason(),
                snapshot,
                cause.correlationId(),
                cause.causationId(),
                what.changes());
    }
}
