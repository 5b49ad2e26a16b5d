package io.centercontrol.storefront;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the storefront gives out and erases when a tenant leaves. */
public interface Departures {
    /**
     * All that is held of the tenant, as one moment saw it, as lines of JSON: the shop, its products, stores, customers
     * and orders. Password hashes are the storefront's own and are left out. Fetched as fast as it is taken.
     */
    Multi<String> export(TenantId tenant);

    /**
     * Erases the tenant's rows at once, but for bare order totals, which go {@value #KEEP_YEARS} years after the order.
     * Returns when the last of them goes; null when none is kept.
     */
    Uni<@Nullable Instant> erase(TenantId tenant);

    /** Removes kept order totals of all tenants whose time is over. */
    Uni<Void> forget();

    /** How long order totals are kept. */
    int KEEP_YEARS = 10;
}
