package io.centercontrol.provisioning.progress.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a retry; without a service, all that wait are retried. */
@Schema(requiredProperties = "reason")
record RetryRequest(@Nullable String reason, @Nullable String service) {}
