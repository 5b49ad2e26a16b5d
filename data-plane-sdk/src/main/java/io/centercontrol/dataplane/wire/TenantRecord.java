package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** What a record of the tenants' topic says. */
public sealed interface TenantRecord {
    /** The tenant that it is about. */
    TenantId id();

    /** The tenant as a whole; {@code value} are the record's bytes, with the id of their schema. */
    record State(Tenant tenant, byte[] value) implements TenantRecord {
        @Override
        public TenantId id() {
            return tenant.id();
        }
    }

    /** The tenant is gone. {@code version} is the purge's; null when the record does not say. */
    record Purge(TenantId id, @Nullable Long version) implements TenantRecord {}
}
