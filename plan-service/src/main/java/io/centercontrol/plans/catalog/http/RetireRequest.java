package io.centercontrol.plans.catalog.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a version is retired.
 *
 * @param evenInUse whether it may be in use
 */
@Schema(requiredProperties = "reason")
record RetireRequest(@Nullable String reason, @Nullable Boolean evenInUse) {}
