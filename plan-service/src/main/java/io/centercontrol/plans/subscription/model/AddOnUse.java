package io.centercontrol.plans.subscription.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An add-on that a tenant has for a time.
 *
 * @param until its end, which is not part of it; null for none
 */
public record AddOnUse(
        PlanRef addOn, Instant from, @Nullable Instant until, String actorId, String reason) {
    /** Whether it counts at that moment. */
    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    /** The same, over at a moment. */
    AddOnUse endingAt(Instant moment) {
        return new AddOnUse(addOn, from, moment, actorId, reason);
    }
}
