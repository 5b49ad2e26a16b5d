package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.kernel.Ascii;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Tells the merchant's own people from customers: whoever logs in with the e-mail address of one of the tenant's contacts.
 * An example's shortcut: nothing here proves that an address is one's own, which a real shop does before it trusts it.
 */
@Singleton
final class Staff {
    private final Provider<DataPlane> plane;
    private final Customers customers;

    Staff(Provider<DataPlane> plane, Customers customers) {
        this.plane = plane;
        this.customers = customers;
    }

    /** Returns when the caller is staff; fails with a {@link ShopRefusedException} when not. */
    Uni<Void> require(Customer caller) {
        var tenant = plane.get().find(caller.tenant());
        return customers
                .email(caller)
                .invoke(email -> {
                    var known = tenant != null
                            && email != null
                            && tenant.contacts().stream()
                                    .anyMatch(contact ->
                                            Ascii.lower(contact.email()).equals(Ascii.lower(email)));
                    if (!known) {
                        throw new ShopRefusal.NotStaff().asException();
                    }
                })
                .replaceWithVoid();
    }
}
