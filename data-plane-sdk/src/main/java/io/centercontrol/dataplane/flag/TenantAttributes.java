package io.centercontrol.dataplane.flag;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.evaluation.FlagContext;
import org.jspecify.annotations.Nullable;

/** What rules see of a tenant that is known here. Made once for each state of the tenant. */
final class TenantAttributes implements FlagContext {
    private final Tenant tenant;
    private final Entitlements entitlements;
    private final String id;
    private final @Nullable String plan;

    /** The last moment, by {@link KnownTenants}' changes, at which this was what is known. */
    volatile long seenAt = -1;

    TenantAttributes(Tenant tenant, Entitlements entitlements) {
        this.tenant = tenant;
        this.entitlements = entitlements;
        id = tenant.id().toString();
        var entitledBy = entitlements.plan();
        plan = entitledBy == null ? null : entitledBy.key();
    }

    boolean isOf(Tenant newest, Entitlements newestEntitlements) {
        return tenant == newest && entitlements == newestEntitlements;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "tenantId" -> id;
            case "plan" -> plan;
            case "kind" -> tenant.kind().name();
            case "status" -> tenant.status();
            case "region" -> tenant.region();
            case "labels" -> tenant.labels();
            default -> null;
        };
    }

    @Override
    public String targetingKey() {
        return id;
    }
}
