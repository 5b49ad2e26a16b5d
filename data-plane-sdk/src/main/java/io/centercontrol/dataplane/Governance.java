package io.centercontrol.dataplane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of the limits that hold for the whole platform, those that a tenant service has to keep.
 *
 * @param version rises by one with each change, from 1
 * @param defaultMostStores most stores of a tenant for which nothing else is said
 * @param defaultPlan key of the plan of a tenant for which nothing else is said; null for none
 */
public record Governance(
        long version,
        long defaultMostStores,
        Instant updatedAt,
        @Nullable String defaultPlan) {}
