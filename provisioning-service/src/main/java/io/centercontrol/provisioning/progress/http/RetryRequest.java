package io.centercontrol.provisioning.progress.http;

import org.jspecify.annotations.Nullable;

/** The body of a retry; without a service, all that wait are retried. */
record RetryRequest(@Nullable String reason, @Nullable String service) {}
