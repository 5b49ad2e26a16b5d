package io.centercontrol.usage.statements.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a period is to be closed now, as it comes in JSON.
 *
 * @param reason why before its end
 */
@Schema(requiredProperties = "reason")
record CloseStatementRequest(@Nullable String reason) {}
