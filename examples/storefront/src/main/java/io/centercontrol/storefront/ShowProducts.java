package io.centercontrol.storefront;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.DataPlane;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** A merchant asks how much room the plan has. */
@Singleton
public final class ShowProducts {
    private final Provider<DataPlane> plane;
    private final Staff staff;
    private final Products products;

    ShowProducts(Provider<DataPlane> plane, Staff staff, Products products) {
        this.plane = plane;
        this.staff = staff;
        this.products = products;
    }

    /** Whether there may be one more now; it promises nothing. */
    public Uni<Check> run(Customer by) {
        return staff.require(by)
                .chain(() -> products.count(by.tenant()))
                .map(used -> plane.get().entitlements(by.tenant()).check(Features.PRODUCTS, used));
    }
}
