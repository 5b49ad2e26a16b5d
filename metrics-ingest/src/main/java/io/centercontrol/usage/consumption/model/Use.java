package io.centercontrol.usage.consumption.model;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * An event that counted, of a meter that tells of the use of a feature.
 *
 * @param groups the values by which the meter tells events apart
 * @param amount the value, or how many events it stands for
 */
public record Use(
        TenantId tenant,
        String feature,
        String meter,
        Aggregation aggregation,
        Map<String, String> groups,
        long amount,
        Instant happenedAt) {
    public Use {
        groups = Map.copyOf(groups);
    }

    /** Whether events of a meter are use of a feature. Money is use of none, and the highest and who was seen are no amounts. */
    public static boolean isOf(Meter meter) {
        return meter.terms().feature() != null
                && meter.measure().money() == null
                && switch (meter.measure().aggregation()) {
                    case SUM, COUNT, LATEST -> true;
                    case MAX, UNIQUE -> false;
                };
    }

    /** A use of the feature that the meter has, which {@link #isOf} says there is. */
    public static Use of(TenantId tenant, Meter meter, Map<String, String> groups, long amount, Instant happenedAt) {
        return new Use(
                tenant,
                Objects.requireNonNull(meter.terms().feature()),
                meter.key(),
                meter.measure().aggregation(),
                groups,
                amount,
                happenedAt);
    }
}
