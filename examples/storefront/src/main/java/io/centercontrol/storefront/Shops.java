package io.centercontrol.storefront;

import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shops and what they sell. */
public interface Shops {
    /** Makes the tenant's shop with these products, unless it is there: then it has what the merchant left in it. */
    Uni<Void> open(Tenant tenant, List<Product> products);

    /** Gives the shop the tenant's name, locale and currency, if they are newer than what it has; false if there is none. */
    Uni<Boolean> refresh(Tenant tenant);

    /** The tenant's shop; null when there is none yet. */
    Uni<@Nullable Shop> find(TenantId tenant);

    /** All that the shop sells, by SKU. */
    Uni<List<Product>> products(TenantId tenant);
}
