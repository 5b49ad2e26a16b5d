package io.centercontrol.flags.limits.copy;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import io.centercontrol.flags.limits.TenantsView;
import io.centercontrol.kernel.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The tenants in this instance's copy. */
@ApplicationScoped
class CopiedTenants implements TenantsView {
    private final DataPlane plane;

    CopiedTenants(DataPlane plane) {
        this.plane = plane;
    }

    @Override
    public boolean isReady() {
        return plane.status().health() != Health.NOT_READY;
    }

    @Override
    public @Nullable Known find(TenantId id) {
        var tenant = plane.find(id);
        if (tenant == null) {
            return null;
        }
        var plan = plane.entitlements(id).plan();
        return new Known(id, plan == null ? null : plan.key(), tenant.leaving());
    }
}
