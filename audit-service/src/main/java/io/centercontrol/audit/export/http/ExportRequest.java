package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What shall be exported.
 *
 * @param filter which entries; all when it is not said
 * @param format how they are written
 * @param reason why they are taken home, for the record
 */
@Schema(
        name = "AuditExportRequest",
        requiredProperties = {"format", "reason"})
record ExportRequest(
        @Nullable EntryFilterRequest filter,
        @Nullable ExportFormat format,
        @Nullable String reason) {}
