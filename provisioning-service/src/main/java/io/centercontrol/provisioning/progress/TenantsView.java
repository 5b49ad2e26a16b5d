package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** What this service needs to know of tenants; fed by their topic. */
public interface TenantsView {
    /** Takes over what a tenant event says and keeps its row locked; false when a newer one came before. */
    Uni<Boolean> hear(TenantId tenant, long version, String slug, String name);

    /** Takes over that a tenant was purged; false when that is known already. */
    Uni<Boolean> gone(TenantId tenant, long version);
}
