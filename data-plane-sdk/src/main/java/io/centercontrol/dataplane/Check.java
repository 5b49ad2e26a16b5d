package io.centercontrol.dataplane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant may have one more of something, and why not; enough to tell its people which limit of which plan it is.
 *
 * @param feature the feature's key, as it was asked for
 * @param limit as {@link Entitlements#limit} says; 0 for a switch
 * @param used what the application said that there are; of {@link DataPlane#check}, what the platform told and this instance knows
 * @param plan the plan that it was judged by; null when none is known
 * @param asOf of {@link DataPlane#check}: of when the platform's figure is that is in {@code used}; null when the platform has not
 *     told here what is used of the feature, so that {@code used} is this instance's own use alone. Null where the application said
 */
public record Check(
        String feature,
        boolean allowed,
        Reason reason,
        long limit,
        long used,
        Entitlements.@Nullable Plan plan,
        @Nullable Instant asOf) {
    /** Why it is allowed, or is not. */
    public enum Reason {
        /** The switch is on, or one more fits. */
        ALLOWED,
        /** One more does not fit, but the limit is soft: allowed, and to be told of. */
        ALLOWED_OVER_SOFT_LIMIT,
        /** One more does not fit. */
        LIMIT_REACHED,
        /** The tenant's entitlements do not have it: nothing is said of the feature, or it is off. */
        NOT_IN_PLAN,
        /** The platform's word on this tenant is not here yet, and what holds until then does not have it. */
        NO_ENTITLEMENTS
    }
}
