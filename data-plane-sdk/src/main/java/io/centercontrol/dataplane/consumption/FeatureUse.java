package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has used of one feature, as the platform told.
 *
 * @param period of a meter; null of a limit
 * @param endMillis when the period ends of which the use is, in milliseconds since 1970: from then on nothing is used. {@link
 *     Long#MAX_VALUE} of a limit
 * @param used in the period; of a limit, how many there are
 */
public record FeatureUse(String feature, Grant.@Nullable Period period, long endMillis, long used) {
    /** How many there are of a limit. */
    public static FeatureUse ofLimit(String feature, long used) {
        return new FeatureUse(feature, null, Long.MAX_VALUE, used);
    }

    /** Whether it tells of a grant: a plan may have changed since, and a day's use says nothing of a month. */
    boolean isOf(Grant grant) {
        return switch (grant) {
            case Grant.Switch on -> false;
            case Grant.Limit limit -> period == null;
            case Grant.Meter meter -> period == meter.period();
        };
    }

    /** How much is used now. */
    long usedAt(long nowMillis) {
        return nowMillis < endMillis ? used : 0;
    }
}
