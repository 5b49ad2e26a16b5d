package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.Terms;
import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which rate limits are meant; what is null does not matter.
 *
 * @param removed those that hold no more, instead of those that hold
 */
public record RateLimitFilter(
        @Nullable TenantId tenant,
        @Nullable String plan,
        @Nullable String callClass,
        Terms.@Nullable Stage stage,
        boolean removed) {}
