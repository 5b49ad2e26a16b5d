package io.centercontrol.dataplane.flag;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.kernel.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules see of each tenant; kept, so that an evaluation makes nothing, and made anew when the tenant has changed. */
final class KnownTenants {
    private final Function<TenantId, @Nullable Tenant> tenants;
    private final Function<TenantId, Entitlements> entitlements;
    private final ConcurrentHashMap<TenantId, TenantAttributes> kept = new ConcurrentHashMap<>();

    KnownTenants(Function<TenantId, @Nullable Tenant> tenants, Function<TenantId, Entitlements> entitlements) {
        this.tenants = tenants;
        this.entitlements = entitlements;
    }

    FlagContext context(TenantId id) {
        var tenant = tenants.apply(id);
        if (tenant == null) {
            kept.remove(id);
            return new UnknownTenant(id.toString());
        }
        var entitled = entitlements.apply(id);
        var found = kept.get(id);
        if (found == null || !found.isOf(tenant, entitled)) {
            found = new TenantAttributes(tenant, entitled);
            kept.put(id, found);
        }
        return found;
    }
}
