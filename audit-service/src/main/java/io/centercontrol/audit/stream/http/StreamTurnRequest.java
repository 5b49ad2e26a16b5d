package io.centercontrol.audit.stream.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done with a stream.
 *
 * @param reason for the record
 */
@Schema(name = "AuditStreamTurnRequest", requiredProperties = "reason")
record StreamTurnRequest(@Nullable String reason) {}
