package io.centercontrol.provisioning.onboarding.http;

import org.jspecify.annotations.Nullable;

/** The body of a request that needs nothing but a reason. */
record ReasonRequest(@Nullable String reason) {}
