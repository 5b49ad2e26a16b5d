package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All tenants there are. The two writing methods are the only ways to a new version: each saves the row, the version in the
 * history and the event in one transaction.
 */
public interface Tenants {
    /** Saves a new tenant; refuses a slug or domain that belongs to another. */
    Uni<Saved> register(Change<Tenant> registration, Cause cause);

    /**
     * Locks a tenant, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is the tenant as it stands
     */
    Uni<Saved> change(
            TenantId id,
            @Nullable Long expectedVersion,
            Cause cause,
            Function<Tenant, @Nullable Change<Tenant>> decide);

    /** Sends a tenant's newest event again, under the row's lock and unchanged; refuses when there is none. */
    Uni<Saved> republish(TenantId id);

    /** The tenant with its newest event; refuses when there is none. */
    Uni<Saved> get(TenantId id);

    /** The tenant as it was at a moment; refuses when it did not exist then. */
    Uni<Saved> getAsOf(TenantId id, Instant at);

    /** The tenant that a host name leads to; refuses when there is none. */
    Uni<Saved> byHost(String host);

    /** The tenant with a slug; refuses when there is none. */
    Uni<Saved> bySlug(String slug);

    /** Tenants that a filter lets through. */
    Uni<Page<Saved>> find(TenantFilter filter, TenantSort sort, int limit, @Nullable String cursor);

    /** The ids of all tenants that a filter lets through, oldest first, at most as many as given. */
    Uni<List<TenantId>> ids(TenantFilter filter, int most);

    /** Versions of one tenant, newest first. */
    Uni<Page<TenantVersion>> history(TenantId id, int limit, @Nullable String cursor);
}
