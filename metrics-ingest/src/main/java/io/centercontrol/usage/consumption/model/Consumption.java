package io.centercontrol.usage.consumption.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What a tenant has used of what its plan grants, as it was told last.
 *
 * @param version of what was told; 0 when nothing was told yet
 * @param features by feature
 * @param reached the thresholds of which this version tells
 * @param updatedAt of when the figures are
 */
public record Consumption(
        TenantId tenant, long version, List<FeatureUse> features, List<Reached> reached, Instant updatedAt)
        implements Aggregate {
    public Consumption {
        features = List.copyOf(features);
        reached = List.copyOf(reached);
    }

    /** Of a tenant of which nothing was told yet. */
    public static Consumption untold(TenantId tenant) {
        return new Consumption(tenant, 0, List.of(), List.of(), Instant.EPOCH);
    }

    @Override
    public String aggregateId() {
        return tenant.toString();
    }

    @Override
    public String inWords() {
        return "The consumption";
    }
}
