package io.centercontrol.provisioning.progress.http;

import org.jspecify.annotations.Nullable;

/**
 * The body of a wish for a waiver.
 *
 * @param service key of the service whose word is not waited for
 * @param reason stands in the certificate
 */
record WaiverRequest(@Nullable String service, @Nullable String reason) {}
