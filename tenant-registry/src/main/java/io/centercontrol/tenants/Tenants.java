package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All tenants there are. The two writing methods are the only ways to a new version. */
public interface Tenants extends Aggregates<TenantId, Tenant> {
    /** Saves a new tenant; refuses a slug or domain that belongs to another. */
    Uni<Kept<Tenant>> register(Change<Tenant> registration, Cause cause);

    /**
     * Locks a tenant, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is the tenant as it stands
     */
    Uni<Kept<Tenant>> change(
            TenantId id,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Tenant, @Nullable Change<Tenant>> decide);

    /** The tenant that a host name leads to; refuses when there is none. */
    Uni<Kept<Tenant>> byHost(String host);

    /** The tenant with a slug; refuses when there is none. */
    Uni<Kept<Tenant>> bySlug(String slug);

    /** Tenants that a filter lets through. */
    Uni<Page<Kept<Tenant>>> find(TenantFilter filter, TenantSort sort, int limit, @Nullable String cursor);

    /** The ids of all tenants that a filter lets through, oldest first, at most as many as given. */
    Uni<List<TenantId>> ids(TenantFilter filter, int most);
}
