package io.centercontrol.plans.catalog.http;

import org.jspecify.annotations.Nullable;

/** Why a version is published. */
record PublishRequest(@Nullable String reason) {}
