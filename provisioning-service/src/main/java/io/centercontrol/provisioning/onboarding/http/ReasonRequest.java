package io.centercontrol.provisioning.onboarding.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request that needs nothing but a reason. */
@Schema(requiredProperties = "reason")
record ReasonRequest(@Nullable String reason) {}
