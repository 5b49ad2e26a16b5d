package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** A merchant sells something no more, and so makes room for something else. */
@Singleton
public final class RemoveProduct {
    private final Staff staff;
    private final Products products;
    private final TellSizes tellSizes;

    RemoveProduct(Staff staff, Products products, TellSizes tellSizes) {
        this.staff = staff;
        this.products = products;
        this.tellSizes = tellSizes;
    }

    /** Which product. */
    public record Command(Customer by, String sku) {}

    /**
     * Returns when it is out.
     *
     * @throws ShopRefusedException when there is no such product, or the caller is no staff
     */
    public Uni<Void> run(Command command) {
        return staff.require(command.by())
                .chain(() -> products.remove(command.by().tenant(), command.sku()))
                .invoke(removed -> {
                    if (!removed) {
                        throw new ShopRefusal.UnknownProduct(command.sku()).asException();
                    }
                })
                .chain(() -> tellSizes.run(command.by().tenant()));
    }
}
