package io.centercontrol.integrations.deliveries.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is told outside.
 *
 * @param eventId the event's own id, and so the message's
 * @param tenant whose it is; null when it is no tenant's
 * @param subject topic and key of its aggregate: within one, order means something
 * @param time when it happened
 * @param thin the body for who wants to know what happened to which aggregate, as JSON text
 * @param full the same with the aggregate as it was then; null when that is too large to be sent
 */
public record Message(
        UUID eventId,
        String type,
        @Nullable TenantId tenant,
        String subject,
        Instant time,
        String thin,
        @Nullable String full) {}
