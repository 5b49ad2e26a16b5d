package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.Export;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.ExportState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An export as clients see it.
 *
 * @param filter which entries were asked for, as in the search
 * @param place where else it is put: the target, and where under its root; null when nowhere
 * @param size how many entries of the log are looked at in all: those that it had when the export was asked for
 * @param lookedAt how many of them are looked at by now
 * @param entries how many of these fit, and are written
 * @param bytes how long the file is by now
 * @param sha256 of the file, in hexadecimal digits; null until it is whole
 * @param error why it failed, as a code: DISK_FULL, CANNOT_WRITE, DOES_NOT_GO_ON; null when it did not
 * @param problem what is wrong, in words; of one that goes on, what was wrong last
 * @param askedBy the subject who asked
 * @param keptUntil when its file is removed; null until it is whole
 */
@Schema(name = "AuditExportView")
record ExportView(
        UUID id,
        ExportState state,
        ExportFormat format,
        Map<String, String> filter,
        @Nullable String place,
        long size,
        long lookedAt,
        long entries,
        long bytes,
        @Nullable String sha256,
        @Nullable String error,
        @Nullable String problem,
        String askedBy,
        String reason,
        Instant askedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant keptUntil) {
    static ExportView of(Export export) {
        return new ExportView(
                export.id(),
                export.state(),
                export.format(),
                export.query(),
                place(export),
                export.belowIndex() - export.firstIndex(),
                export.nextIndex() - export.firstIndex(),
                export.entries(),
                export.bytes(),
                export.sha256(),
                export.error(),
                export.problem(),
                export.askedBy(),
                export.reason(),
                export.askedAt(),
                export.startedAt(),
                export.endedAt(),
                export.keptUntil());
    }

    private static @Nullable String place(Export export) {
        var delivery = export.delivery();
        return delivery == null
                ? null
                : delivery.target() + ":" + delivery.place(export.firstIndex(), export.belowIndex(), export.format());
    }
}
