package io.centercontrol.usage.keys.store;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.keys.model.UsageKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record UsageKeyDocument(
        String name,
        @Nullable UUID tenantId,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Actor createdBy,
        @Nullable Instant revokedAt,
        Instant updatedAt) {
    static UsageKeyDocument of(UsageKey key) {
        var tenant = key.tenant();
        return new UsageKeyDocument(
                key.name(),
                tenant == null ? null : tenant.value(),
                key.expiresAt(),
                key.createdAt(),
                key.createdBy(),
                key.revokedAt(),
                key.updatedAt());
    }

    UsageKey toKey(UUID id, long version) {
        return new UsageKey(
                id,
                name,
                tenantId == null ? null : new TenantId(tenantId),
                expiresAt,
                createdAt,
                createdBy,
                revokedAt,
                version,
                updatedAt);
    }
}
