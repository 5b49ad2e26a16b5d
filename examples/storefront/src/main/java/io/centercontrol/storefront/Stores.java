package io.centercontrol.storefront;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The stores of all shops. */
public interface Stores {
    /**
     * Adds a store if there may be one more. Counts under a lock of the shop's row, so that of any
     * number of callers at any number of instances no more get through than there is room for.
     *
     * @throws ShopRefusedException when there is no room, the name is taken, or the shop is not provisioned
     */
    Uni<Void> add(TenantId tenant, Store store, Admission admission);

    /** All stores of the shop, the oldest first. */
    Uni<List<Store>> of(TenantId tenant);

    /** How many there are. */
    Uni<Long> count(TenantId tenant);

    /** Takes a store out; false when there is no such. */
    Uni<Boolean> remove(TenantId tenant, UUID id);
}
