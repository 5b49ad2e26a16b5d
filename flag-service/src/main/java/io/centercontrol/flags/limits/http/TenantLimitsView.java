package io.centercontrol.flags.limits.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.limits.ShowTenantLimits.Effective;
import io.centercontrol.flags.limits.ShowTenantLimits.TenantLimits;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What holds for a tenant, as clients see it. */
record TenantLimitsView(UUID tenantId, @Nullable String plan, List<EffectiveView> items) {
    /**
     * What holds for one class of call.
     *
     * @param insteadOf the plan's limit, where the tenant's own counts instead
     */
    record EffectiveView(
            String callClass,
            RateLimitView holds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RateLimitView insteadOf) {
        static EffectiveView of(Effective effective) {
            var instead = effective.instead();
            return new EffectiveView(
                    effective.holds().state().key().callClass(),
                    RateLimitView.of(effective.holds()),
                    instead == null ? null : RateLimitView.of(instead));
        }
    }

    static TenantLimitsView of(TenantLimits limits) {
        return new TenantLimitsView(
                limits.tenant().value(),
                limits.plan(),
                limits.limits().stream().map(EffectiveView::of).toList());
    }
}
