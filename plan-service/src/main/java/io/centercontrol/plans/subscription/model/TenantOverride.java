package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant has instead of what its plan and add-ons give.
 *
 * @param expiresAt from then on plan and add-ons decide again; null for never
 */
public record TenantOverride(
        Grant grant, Instant from, @Nullable Instant expiresAt, String actorId, String reason) {
    /** Whether it counts at that moment. */
    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && (expiresAt == null || moment.isBefore(expiresAt));
    }

    /** The same, over at a moment. */
    TenantOverride endingAt(Instant moment) {
        return new TenantOverride(grant, from, moment, actorId, reason);
    }
}
