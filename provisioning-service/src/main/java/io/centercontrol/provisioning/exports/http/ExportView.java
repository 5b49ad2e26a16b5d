package io.centercontrol.provisioning.exports.http;

import io.centercontrol.provisioning.exports.StoredExport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export as clients see it; what stands in it is downloaded.
 *
 * @param settled whether the service's report of it counted
 * @param keptUntil when it is removed; null before the tenant is erased
 */
record ExportView(
        String service,
        int attempt,
        long bytes,
        String sha256,
        String contentType,
        Instant storedAt,
        boolean settled,
        @Nullable Instant keptUntil) {
    static ExportView of(StoredExport export) {
        return new ExportView(
                export.service(),
                export.attempt(),
                export.bytes(),
                export.sha256(),
                export.contentType(),
                export.storedAt(),
                export.settled(),
                export.keptUntil());
    }
}
