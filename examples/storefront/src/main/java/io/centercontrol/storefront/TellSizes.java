package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells the platform how many products and stores a shop has, whenever that has changed: plans limit both, and bills go by them. */
@Singleton
final class TellSizes {
    private static final Logger LOG = Logger.getLogger(TellSizes.class);

    private final Provider<DataPlane> plane;
    private final Products products;
    private final Stores stores;

    TellSizes(Provider<DataPlane> plane, Products products, Stores stores) {
        this.plane = plane;
        this.products = products;
        this.stores = stores;
    }

    /** Never fails: what cannot be counted now is told with the next change. */
    Uni<Void> run(TenantId tenant) {
        return products.count(tenant)
                .invoke(number -> plane.get().usage().set(tenant, Features.PRODUCTS, number))
                .chain(() -> stores.count(tenant))
                .invoke(number -> plane.get().usage().set(tenant, Features.STORES, number))
                .onFailure()
                .invoke(failed -> LOG.warnf("The sizes of shop %s cannot be counted now: %s", tenant, failed))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
