package io.centercontrol.tenants.http;

import org.jspecify.annotations.Nullable;

/** The body of a life-cycle move. */
record ReasonRequest(@Nullable String reason) {}
