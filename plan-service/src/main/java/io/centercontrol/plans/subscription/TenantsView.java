package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this service knows of tenants: a local view, fed by {@code cc.tenants.v1}. */
public interface TenantsView {
    /**
     * A tenant as it was heard of last.
     *
     * @param leaving it is being deleted, or was: it is given nothing any more
     * @param registeredPlan the plan that its registration named; null for whichever is the default
     */
    record KnownTenant(
            TenantId id,
            long version,
            String slug,
            String name,
            boolean leaving,
            @Nullable String registeredPlan,
            Instant createdAt) {}

    /**
     * Lets one transaction at a time work on a tenant, also on one that was never heard of. To be called first, so that whoever
     * comes second sees all that the first one did.
     */
    Uni<Void> alone(TenantId tenant);

    /** Takes note of a tenant; false when it knows that version, or a newer one, or that the tenant was purged. */
    Uni<Boolean> hear(KnownTenant tenant);

    /** Takes note that a tenant was purged; false when that is known. */
    Uni<Boolean> gone(TenantId tenant, long version);

    /** A tenant, unless it was purged. */
    Uni<Optional<KnownTenant>> find(TenantId tenant);

    /** The same, locked until the transaction ends. */
    Uni<Optional<KnownTenant>> lock(TenantId tenant);

    /** Those of these tenants that are leaving. */
    Uni<Set<TenantId>> leaving(Collection<TenantId> tenants);

    /** Takes note that a tenant has a subscription. */
    Uni<Void> begun(TenantId tenant);

    /** Whether a tenant has, or had, a subscription. */
    Uni<Boolean> hasBegun(TenantId tenant);

    /** Takes note that a tenant is leaving and that nothing is kept of it, even if it was never heard of. */
    Uni<Void> erased(TenantId tenant);

    /** Some living tenants that have no subscription yet, the oldest first. */
    Uni<List<TenantId>> withoutSubscription(int most);
}
