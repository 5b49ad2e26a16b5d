package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Opens a store, if the tenant's entitlements allow one more. */
@Singleton
public final class OpenStore {
    private final Provider<DataPlane> plane;
    private final Staff staff;
    private final Stores stores;
    private final TellSizes tellSizes;

    OpenStore(Provider<DataPlane> plane, Staff staff, Stores stores, TellSizes tellSizes) {
        this.plane = plane;
        this.staff = staff;
        this.stores = stores;
        this.tellSizes = tellSizes;
    }

    /** What the merchant calls the new store; already checked for form. */
    public record Command(Customer by, String name) {}

    /**
     * The store. The limit is the one that holds while the stores are counted: the platform may lower it later, which
     * closes no store.
     *
     * @throws ShopRefusedException when there is no room, the name is taken, the caller is no staff, or the shop is not
     *     provisioned
     */
    public Uni<Store> run(Command command) {
        var tenant = command.by().tenant();
        var store = new Store(UUID.randomUUID(), command.name(), Instant.now().truncatedTo(ChronoUnit.MICROS));
        return staff.require(command.by())
                .chain(() -> stores.add(
                        tenant, store, used -> plane.get().entitlements(tenant).check(Features.STORES, used)))
                .chain(() -> tellSizes.run(tenant))
                .replaceWith(store);
    }
}
