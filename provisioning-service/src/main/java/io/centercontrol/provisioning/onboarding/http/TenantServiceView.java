package io.centercontrol.provisioning.onboarding.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.provisioning.progress.model.Effect;
import io.centercontrol.provisioning.progress.model.Retirement;
import io.centercontrol.provisioning.progress.model.Stay;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tenant service as clients see it.
 *
 * @param serves which tenants it serves; null: all of them
 * @param tenants how many living tenants stand how with it; left out in a list and in an answer to a change
 * @param effect what the change would come to; only with dryRun
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
        @Nullable ServesRequest serves,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tenants tenants,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Effect effect,
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
                ServesRequest.of(service.serves()),
                null,
                null,
                service.retirement(),
                service.version(),
                eventId,
                null);
    }

    /**
     * How many living tenants stand how with a tenant service.
     *
     * @param inService that it serves
     * @param undecided of which what decides was not heard yet
     * @param kept that it serves no more, and keeps what it has of
     * @param erasing that it serves no more, and is to let go of
     * @param erased that it has let go of
     */
    @Schema(name = "ServedTenants")
    record Tenants(long inService, long undecided, long kept, long erasing, long erased) {
        static Tenants of(Map<Stay, Long> stays) {
            return new Tenants(
                    stays.getOrDefault(Stay.IN_SERVICE, 0L),
                    stays.getOrDefault(Stay.UNDECIDED, 0L),
                    stays.getOrDefault(Stay.KEPT, 0L),
                    stays.getOrDefault(Stay.ERASING, 0L),
                    stays.getOrDefault(Stay.ERASED, 0L));
        }
    }

    TenantServiceView with(Tenants counted) {
        return with(counted, effect, credential);
    }

    TenantServiceView with(Effect foreseen) {
        return with(tenants, foreseen, credential);
    }

    TenantServiceView with(CredentialView shown) {
        return with(tenants, effect, shown);
    }

    private TenantServiceView with(
            @Nullable Tenants counted, @Nullable Effect foreseen, @Nullable CredentialView shown) {
        return new TenantServiceView(
                key,
                name,
                required,
                attemptTimeoutMillis,
                firstBackoffMillis,
                mostBackoffMillis,
                serves,
                counted,
                foreseen,
                retirement,
                version,
                eventId,
                shown);
    }
}
