package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides which services a tenant goes to. It is read after the tenant's provisioning is locked: what was read before
 * could be older than what another one has decided on meanwhile, and undo it.
 */
@ApplicationScoped
class Placing {
    private final TenantServices services;
    private final TenantsView tenants;
    private final Provisionings provisionings;

    Placing(TenantServices services, TenantsView tenants, Provisionings provisionings) {
        this.services = services;
        this.tenants = tenants;
        this.provisionings = provisionings;
    }

    /** The services, and what is known of tenants, at one moment. */
    record Known(KnownServices services, Map<TenantId, TenantFacts> tenants) {
        TenantFacts of(TenantId tenant) {
            return tenants.getOrDefault(tenant, TenantFacts.NONE);
        }
    }

    /** What comes of it for a provisioning that is there; null when nothing does. */
    static @Nullable Change<Provisioning> followed(@Nullable Provisioning found, Known known, Instant now) {
        return found == null
                ? null
                : found.follow(known.services(), known.of(found.tenant()), now).orElse(null);
    }

    /** Locks a tenant's provisioning, if there is one; who calls is {@linkplain TenantsView#alone alone} with the tenant. */
    Uni<Known> of(TenantId tenant) {
        return provisionings.lock(tenant).chain(() -> of(List.of(tenant)));
    }

    /** For tenants whose provisionings are locked. */
    Uni<Known> of(Collection<TenantId> locked) {
        return services.known().chain(known -> tenants.facts(locked).map(facts -> new Known(known, facts)));
    }
}
