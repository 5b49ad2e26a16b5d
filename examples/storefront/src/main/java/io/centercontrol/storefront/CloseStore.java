package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Closes a store and so makes room for another. */
@Singleton
public final class CloseStore {
    private final Staff staff;
    private final Stores stores;
    private final TellSizes tellSizes;

    CloseStore(Staff staff, Stores stores, TellSizes tellSizes) {
        this.staff = staff;
        this.stores = stores;
        this.tellSizes = tellSizes;
    }

    /** Which store. */
    public record Command(Customer by, UUID store) {}

    /**
     * Returns when it is closed.
     *
     * @throws ShopRefusedException when there is no such store, or the caller is no staff
     */
    public Uni<Void> run(Command command) {
        return staff.require(command.by())
                .chain(() -> stores.remove(command.by().tenant(), command.store()))
                .invoke(removed -> {
                    if (!removed) {
                        throw new ShopRefusal.UnknownStore().asException();
                    }
                })
                .chain(() -> tellSizes.run(command.by().tenant()));
    }
}
