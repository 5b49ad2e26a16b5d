package io.centercontrol.plans.catalog.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a version is published. */
@Schema(requiredProperties = "reason")
record PublishRequest(@Nullable String reason) {}
