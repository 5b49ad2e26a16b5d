package io.centercontrol.usage.accept;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** Tenants as far as they were heard of. */
public interface Tenants {
    /** A tenant as its event says it. */
    record KnownTenant(TenantId id, long version, String timeZone, boolean leaving) {}

    /** Takes a version over, unless something newer is here. */
    Uni<Void> hear(KnownTenant tenant);

    /** Nothing is left of it. */
    Uni<Void> ended(TenantId tenant, long version);

    /** There is one of which nothing else was heard yet: what is measured for it counts. Joins the open transaction. */
    Uni<Void> meet(TenantId tenant);
}
