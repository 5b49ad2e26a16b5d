package io.centercontrol.plans.catalog.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a version is retired.
 *
 * @param evenInUse whether it may be in use
 */
record RetireRequest(@Nullable String reason, @Nullable Boolean evenInUse) {}
