package io.centercontrol.audit.stream.http;

import io.centercontrol.outgoing.Overlap;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a stream gets a new secret.
 *
 * @param overlap how long the old one stays good, as an ISO 8601 duration; a day unless said
 * @param reason for the record
 */
@Schema(name = "AuditStreamRotateRequest", requiredProperties = "reason")
record StreamRotateRequest(
        @Nullable String overlap, @Nullable String reason) {
    Duration time() {
        return Overlap.read(overlap);
    }
}
