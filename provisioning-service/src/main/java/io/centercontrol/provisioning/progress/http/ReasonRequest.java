package io.centercontrol.provisioning.progress.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of an operator's move. */
@Schema(name = "MoveRequest", requiredProperties = "reason")
record ReasonRequest(@Nullable String reason) {}
