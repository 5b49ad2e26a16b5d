package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** All that is kept of a tenant, as a JSON document that is the same as long as nothing changes. */
public interface TenantExport {
    /** The document. */
    Uni<String> of(TenantId tenant);
}
