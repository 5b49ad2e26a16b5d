package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.model.Terms;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kit.rest.Parameters;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit as it comes in JSON.
 *
 * @param burst as many as {@code permits} unless said
 * @param stage SHADOW unless said: nothing is refused that nobody meant to refuse
 */
@Schema(requiredProperties = {"permits", "perSeconds", "reason"})
record RateLimitRequest(
        @Nullable Long permits,
        @Nullable Integer perSeconds,
        @Nullable Long burst,
        Terms.@Nullable Stage stage,
        @Nullable String expiresAt,
        @Nullable String reason) {
    Terms toTerms() {
        if (permits == null || perSeconds == null) {
            var missing = new ArrayList<Violation>();
            if (permits == null) {
                missing.add(new Violation("/permits", "REQUIRED", "How many calls in each period?"));
            }
            if (perSeconds == null) {
                missing.add(new Violation("/perSeconds", "REQUIRED", "How many seconds has a period?"));
            }
            throw new Refusal.Invalid(missing).asException();
        }
        var end = Parameters.instant("expiresAt", expiresAt);
        return new Terms(
                permits,
                perSeconds,
                burst == null ? permits : burst,
                stage == null ? Terms.Stage.SHADOW : stage,
                // As exact as it is kept.
                end == null ? null : end.truncatedTo(ChronoUnit.MICROS));
    }
}
