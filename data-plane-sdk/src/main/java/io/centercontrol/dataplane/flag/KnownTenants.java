package io.centercontrol.dataplane.flag;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.kernel.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What rules see of each tenant; kept, so that an evaluation makes nothing. As long as nothing at all has changed it is found
 * by one look-up; after a change, of whichever tenant, it is compared once with what is known now.
 */
final class KnownTenants {
    private final Function<TenantId, @Nullable Tenant> tenants;
    private final Function<TenantId, Entitlements> entitlements;
    private final LongSupplier changes;
    private final ConcurrentHashMap<TenantId, TenantAttributes> kept = new ConcurrentHashMap<>();

    /** @param changes rises with each change of anything that the others answer by; negative while they have no answers */
    KnownTenants(
            Function<TenantId, @Nullable Tenant> tenants,
            Function<TenantId, Entitlements> entitlements,
            LongSupplier changes) {
        this.tenants = tenants;
        this.entitlements = entitlements;
        this.changes = changes;
    }

    FlagContext context(TenantId id) {
        // Read first: what is changed meanwhile is compared again the next time.
        var now = changes.getAsLong();
        var found = kept.get(id);
        return found != null && found.seenAt == now && now >= 0 ? found : compared(id, found, now);
    }

    private FlagContext compared(TenantId id, @Nullable TenantAttributes found, long now) {
        var tenant = tenants.apply(id);
        if (tenant == null) {
            kept.remove(id);
            return new UnknownTenant(id.toString());
        }
        var entitled = entitlements.apply(id);
        if (found == null || !found.isOf(tenant, entitled)) {
            found = new TenantAttributes(tenant, entitled);
            kept.put(id, found);
        }
        found.seenAt = now;
        return found;
    }
}
