package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a tenant has been given: its plans over time, its add-ons, and what it has instead. Everything that an
 * entitlement depends on, but for the catalog.
 *
 * @param overrides by feature key; expired ones may still stand there
 * @param version rises by one with each change, from 1
 */
public record Subscription(
        TenantId tenant,
        Timeline timeline,
        List<AddOnUse> addOns,
        Map<String, TenantOverride> overrides,
        long version,
        Instant updatedAt) {
    public Subscription {
        addOns = List.copyOf(addOns);
        overrides = Map.copyOf(overrides);
    }

    /** What the tenant has instead for a feature at a moment; null when nothing. */
    public @Nullable TenantOverride override(String feature, Instant moment) {
        var found = overrides.get(feature);
        return found != null && found.holdsAt(moment) ? found : null;
    }
}
