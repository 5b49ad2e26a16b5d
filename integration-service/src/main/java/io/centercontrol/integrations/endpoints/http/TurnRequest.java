package io.centercontrol.integrations.endpoints.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an endpoint is enabled or disabled. */
@Schema(name = "TurnEndpointRequest", requiredProperties = "reason")
record TurnRequest(@Nullable String reason) {}
