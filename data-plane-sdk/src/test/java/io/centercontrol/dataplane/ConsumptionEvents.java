package io.centercontrol.dataplane;

import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.FeatureConsumption;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of consumption as their owner writes them. */
public final class ConsumptionEvents {
    private ConsumptionEvents() {}

    /** What a tenant has used, at a version. */
    public static Consumption of(TenantId id, long version, Instant updatedAt, FeatureConsumption... features) {
        return Consumption.newBuilder()
                .setChange(Events.change(id.toString(), version, "consumption.changed"))
                .setTenantId(id.value())
                .setFeatures(List.of(features))
                .setReached(List.of())
                .setUpdatedAt(updatedAt.truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    /** What was used of a grant; of a meter, in the period that ends then. */
    public static FeatureConsumption used(Grant grant, long used, @Nullable Instant periodEnd) {
        return FeatureConsumption.newBuilder()
                .setGrant(EntitlementEvents.of(grant))
                .setPeriodStart(periodEnd == null ? null : periodEnd.minus(1, ChronoUnit.DAYS))
                .setPeriodEnd(periodEnd)
                .setUsed(used)
                .setLevel(0)
                .setProjected(false)
                .build();
    }
}
