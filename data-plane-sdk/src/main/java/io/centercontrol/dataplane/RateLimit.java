package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the whole fleet of a tenant service lets a tenant make one class of call.
 *
 * @param tenant whom it is for; null when it is for each tenant of the plan
 * @param plan key of the plan whose tenants it is for; null when it is for one tenant
 * @param callClass what is counted, in the tenant services' own words, such as {@code checkout}
 * @param permits how many calls in each period; 0 for none at all
 * @param perSeconds the period
 * @param burst most calls at once after a rest
 * @param enforced whether what is too much is refused, and not only counted
 * @param expiresAt from when on it does not hold; null for never
 * @param removed whether it was taken back
 */
public record RateLimit(
        @Nullable TenantId tenant,
        @Nullable String plan,
        String callClass,
        long permits,
        int perSeconds,
        long burst,
        boolean enforced,
        @Nullable Instant expiresAt,
        boolean removed) {
    /**
     * Checks what it is given.
     *
     * @throws IllegalArgumentException when it is for neither or both of tenant and plan, or a number makes no sense
     */
    public RateLimit {
        if ((tenant == null) == (plan == null)) {
            throw new IllegalArgumentException("a rate limit is for one tenant or for one plan");
        }
        if (permits < 0 || perSeconds < 1 || burst < 0) {
            throw new IllegalArgumentException(
                    "a rate limit of %d in %d s, burst %d, makes no sense".formatted(permits, perSeconds, burst));
        }
    }

    /** Calls a second, over all instances. */
    public double perSecond() {
        return (double) permits / perSeconds;
    }
}
