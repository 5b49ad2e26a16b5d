package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** A customer looks at the collected points, where the shop's plan has loyalty. */
@Singleton
public final class ShowLoyalty {
    private static final int ENTRIES = 20;

    private final Provider<DataPlane> plane;
    private final Loyalty loyalty;

    ShowLoyalty(Provider<DataPlane> plane, Loyalty loyalty) {
        this.plane = plane;
        this.loyalty = loyalty;
    }

    /**
     * The points.
     *
     * @throws ShopRefusedException when the plan does not have loyalty
     */
    public Uni<Loyalty.Account> run(Customer customer) {
        var check = plane.get().entitlements(customer.tenant()).check(Features.LOYALTY, 0);
        if (!check.allowed()) {
            throw ShopRefusal.of(check).asException();
        }
        return loyalty.of(customer, ENTRIES);
    }
}
