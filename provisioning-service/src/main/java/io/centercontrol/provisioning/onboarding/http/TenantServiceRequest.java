package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.provisioning.progress.PutTenantService;
import io.centercontrol.provisioning.progress.model.Serves;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.time.Duration;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tenant service as it comes in JSON; a time that is missing is the usual one.
 *
 * @param serves which tenants it serves; missing or null: all of them
 */
@Schema(requiredProperties = {"name", "required"})
record TenantServiceRequest(
        @Nullable String name,
        @Nullable Boolean required,
        @Nullable Long attemptTimeoutMillis,
        @Nullable Long firstBackoffMillis,
        @Nullable Long mostBackoffMillis,
        @Nullable ServesRequest serves,
        @Nullable String reason) {

    PutTenantService.Command toCommand(
            String key, boolean create, @Nullable KnownVersions expectedVersion, Cause cause) {
        if (name == null || required == null) {
            var violations = new ArrayList<Violation>();
            if (name == null) {
                violations.add(new Violation("/name", "REQUIRED", "A tenant service needs a name."));
            }
            if (required == null) {
                violations.add(new Violation("/required", "REQUIRED", "Say whether tenants need this service."));
            }
            throw new Refusal.Invalid(violations).asException();
        }
        return new PutTenantService.Command(
                key,
                name.strip(),
                required,
                millis(attemptTimeoutMillis, TenantService.DEFAULT_ATTEMPT_TIMEOUT),
                millis(firstBackoffMillis, TenantService.DEFAULT_FIRST_BACKOFF),
                millis(mostBackoffMillis, TenantService.DEFAULT_MOST_BACKOFF),
                serves == null ? Serves.EVERYBODY : serves.toModel(),
                create,
                expectedVersion,
                cause);
    }

    private static Duration millis(@Nullable Long given, Duration usual) {
        return given == null ? usual : Duration.ofMillis(given);
    }
}
