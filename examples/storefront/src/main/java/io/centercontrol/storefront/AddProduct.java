package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** A merchant sells something more, if the tenant's plan has room for it. */
@Singleton
public final class AddProduct {
    private final Provider<DataPlane> plane;
    private final Staff staff;
    private final Products products;
    private final TellSizes tellSizes;

    AddProduct(Provider<DataPlane> plane, Staff staff, Products products, TellSizes tellSizes) {
        this.plane = plane;
        this.staff = staff;
        this.products = products;
        this.tellSizes = tellSizes;
    }

    /** What is sold; already checked for form. */
    public record Command(Customer by, Product product) {}

    /**
     * The product. The limit is the one that holds while the products are counted: a plan with fewer takes none away.
     *
     * @throws ShopRefusedException when there is no room, the SKU is taken, the caller is no staff, or the shop is not
     *     provisioned
     */
    public Uni<Product> run(Command command) {
        var tenant = command.by().tenant();
        return staff.require(command.by())
                .chain(() -> products.add(
                        tenant,
                        command.product(),
                        used -> plane.get().entitlements(tenant).check(Features.PRODUCTS, used)))
                .chain(() -> tellSizes.run(tenant))
                .replaceWith(command.product());
    }
}
