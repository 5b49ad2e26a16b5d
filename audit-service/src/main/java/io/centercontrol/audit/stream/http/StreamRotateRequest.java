package io.centercontrol.audit.stream.http;

import io.centercontrol.kernel.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
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
    private static final Duration DAY = Duration.ofDays(1);

    Duration time() {
        if (overlap == null) {
            return DAY;
        }
        try {
            return Duration.parse(overlap);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Refusal.Invalid.of("/overlap", "INVALID_DURATION", "Send an ISO 8601 duration, such as PT24H or P2D.")
                    .asException();
        }
    }
}
