package io.centercontrol.audit.export.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done with an export.
 *
 * @param reason for the record
 */
@Schema(name = "AuditExportTurnRequest", requiredProperties = "reason")
record ExportTurnRequest(@Nullable String reason) {}
