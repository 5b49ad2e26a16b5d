package io.centercontrol.storefront;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** What merchants do with the products of their shops. */
public interface Products {
    /**
     * Adds a product if there may be one more. Counts under a lock of the shop's row, so that of any number of callers at any
     * number of instances no more get through than there is room for. The products that a shop began with count too.
     *
     * @throws ShopRefusedException when there is no room, the SKU is taken, or the shop is not provisioned
     */
    Uni<Void> add(TenantId tenant, Product product, Admission admission);

    /** How many there are. */
    Uni<Long> count(TenantId tenant);

    /** Takes a product out; false when there is no such. Orders keep what was ordered. */
    Uni<Boolean> remove(TenantId tenant, String sku);
}
