package io.centercontrol.flags.limits;

import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** What this instance knows of the tenants, from its own copy. */
public interface TenantsView {
    /** Whether there is a copy. */
    boolean isReady();

    /** A tenant; null when none is known. */
    @Nullable
    Known find(TenantId tenant);

    /**
     * A tenant.
     *
     * @param plan the key of the plan that it has; null when none is known
     * @param leaving its data is being erased, or was
     */
    record Known(TenantId id, @Nullable String plan, boolean leaving) {}
}
