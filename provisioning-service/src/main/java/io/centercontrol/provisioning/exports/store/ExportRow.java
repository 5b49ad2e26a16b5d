package io.centercontrol.provisioning.exports.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.exports.StoredExport;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant_export} that is stored. */
record ExportRow(
        UUID id,
        UUID tenantId,
        String service,
        int attempt,
        String sha256,
        long bytes,
        String contentType,
        Instant storedAt,
        boolean settled,
        @Nullable Instant erasedAt) {
    StoredExport toStored(Duration retention) {
        return new StoredExport(
                id,
                new TenantId(tenantId),
                service,
                attempt,
                sha256,
                bytes,
                contentType,
                storedAt,
                settled,
                erasedAt == null ? null : erasedAt.plus(retention));
    }
}
