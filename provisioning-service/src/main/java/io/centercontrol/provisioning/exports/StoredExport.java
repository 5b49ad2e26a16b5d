package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export that came in whole.
 *
 * @param sha256 lower-case hex
 * @param settled whether the service's report of it counted
 * @param keptUntil when it is removed; null before the tenant is erased
 */
public record StoredExport(
        UUID id,
        TenantId tenant,
        String service,
        int attempt,
        String sha256,
        long bytes,
        String contentType,
        Instant storedAt,
        boolean settled,
        @Nullable Instant keptUntil) {}
