package io.centercontrol.provisioning.progress.http;

import org.jspecify.annotations.Nullable;

/** The body of an operator's move. */
record ReasonRequest(@Nullable String reason) {}
