package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.outgoing.Overlap;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why an endpoint gets a new secret.
 *
 * @param overlap how long the old one stays good, as an ISO 8601 duration; a day unless said
 */
@Schema(name = "RotateSecretRequest", requiredProperties = "reason")
record RotateRequest(@Nullable String overlap, @Nullable String reason) {
    Duration time() {
        return Overlap.read(overlap);
    }
}
