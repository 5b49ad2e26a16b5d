package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.DeliveryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message for one endpoint, as it stands.
 *
 * @param subject topic and key of the aggregate
 * @param attempts how many there were, ever
 * @param dueAt when it is sent next; null when it is not
 * @param lastStatus of the newest answer; null when there was none
 * @param lastError why the newest attempt failed; null when it did not
 * @param replayedBy who wanted it sent again; null when nobody did
 */
public record Delivery(
        long id,
        UUID endpointId,
        UUID eventId,
        String type,
        @Nullable UUID tenantId,
        String subject,
        Instant time,
        DeliveryState state,
        int attempts,
        @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable String replayedBy,
        @Nullable Instant replayedAt) {}
