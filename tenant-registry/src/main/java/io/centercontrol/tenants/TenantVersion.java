package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.tenants.model.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One version in a tenant's history: the whole tenant, and what led to it. */
public record TenantVersion(
        Tenant tenant, UUID eventId, String type, Instant time, Cause cause, List<FieldChange> changes) {
    public TenantVersion {
        changes = List.copyOf(changes);
    }
}
