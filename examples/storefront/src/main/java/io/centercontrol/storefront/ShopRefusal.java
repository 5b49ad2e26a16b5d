package io.centercontrol.storefront;

import io.centercontrol.dataplane.Check;
import java.util.List;

/** What the shop itself says no to. The door turns it into an answer; nothing in here knows of HTTP. */
public sealed interface ShopRefusal {
    /** The tenant is known, but its shop is not made yet. */
    record NotProvisioned() implements ShopRefusal {}

    /** The shop does not sell the product of this item; items count from 0. */
    record UnknownSku(int item, String sku) implements ShopRefusal {}

    /** The customer has no such order. */
    record UnknownOrder() implements ShopRefusal {}

    /** The way to pay is not there at the moment; others are. */
    record PaymentUnavailable(Payment payment, List<Payment> others) implements ShopRefusal {}

    /** The key was used before, with another body. */
    record KeyReused(String key) implements ShopRefusal {}

    /** There are as many of something as the tenant's entitlements allow, or more. */
    record LimitReached(Check check) implements ShopRefusal {}

    /** The tenant's entitlements do not have the feature. */
    record NotInPlan(Check check) implements ShopRefusal {}

    /** Another product of the shop has the SKU. */
    record SkuTaken(String sku) implements ShopRefusal {}

    /** The shop has no product with this SKU to take out. */
    record UnknownProduct(String sku) implements ShopRefusal {}

    /** Another store of the shop has the name. */
    record StoreNameTaken(String name) implements ShopRefusal {}

    /** The shop has no such store. */
    record UnknownStore() implements ShopRefusal {}

    /** The caller is none of the merchant's people. */
    record NotStaff() implements ShopRefusal {}

    /** What a check that does not allow it says. */
    static ShopRefusal of(Check check) {
        return switch (check.reason()) {
            case LIMIT_REACHED -> new LimitReached(check);
            case NOT_IN_PLAN, NO_ENTITLEMENTS -> new NotInPlan(check);
            case ALLOWED, ALLOWED_OVER_SOFT_LIMIT -> throw new IllegalArgumentException("it is allowed: " + check);
        };
    }

    /** This refusal as an exception. */
    default ShopRefusedException asException() {
        return new ShopRefusedException(this);
    }
}
