package io.centercontrol.integrations.deliveries.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why one delivery shall be sent again. */
@Schema(name = "ReplayDeliveryRequest", requiredProperties = "reason")
record ReplayOneRequest(@Nullable String reason) {}
