package io.centercontrol.provisioning.onboarding.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.provisioning.progress.model.Retirement;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant service as clients see it.
 *
 * @param retirement since when, why and by whom it is asked for nothing any more; left out while it is
 * @param eventId the event that told of this version; left out in a list
 * @param credential what it logs in with, with its secrets; only in the one answer that makes it known
 */
record TenantServiceView(
        String key,
        String name,
        boolean required,
        long attemptTimeoutMillis,
        long firstBackoffMillis,
        long mostBackoffMillis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Retirement retirement,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CredentialView credential) {
    static TenantServiceView of(Kept<TenantService> kept) {
        return of(kept.state(), kept.eventId());
    }

    static TenantServiceView of(TenantService service, @Nullable UUID eventId) {
        return new TenantServiceView(
                service.key(),
                service.name(),
                service.required(),
                service.attemptTimeout().toMillis(),
                service.firstBackoff().toMillis(),
                service.mostBackoff().toMillis(),
                service.retirement(),
                service.version(),
                eventId,
                null);
    }

    TenantServiceView with(CredentialView shown) {
        return new TenantServiceView(
                key,
                name,
                required,
                attemptTimeoutMillis,
                firstBackoffMillis,
                mostBackoffMillis,
                retirement,
                version,
                eventId,
                shown);
    }
}
