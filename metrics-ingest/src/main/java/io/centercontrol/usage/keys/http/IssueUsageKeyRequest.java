package io.centercontrol.usage.keys.http;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.usage.keys.IssueUsageKey;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new key as it comes in JSON.
 *
 * @param name for people: which program gets it
 * @param tenantId the one tenant whose usage may be sent with it; everybody's when left away
 * @param expiresAt it is refused from then on; has no end when left away
 * @param reason why it is issued
 */
@Schema(requiredProperties = {"name", "reason"})
record IssueUsageKeyRequest(
        @Nullable String name,
        @Nullable String tenantId,
        @Nullable String expiresAt,
        @Nullable String reason) {
    IssueUsageKey.Command toCommand(Caller caller) {
        var end = Parameters.instant("expiresAt", expiresAt);
        return new IssueUsageKey.Command(
                name == null ? "" : name.strip(),
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                end == null ? null : end.truncatedTo(ChronoUnit.MILLIS),
                caller.because(Reasons.required(reason)));
    }
}
