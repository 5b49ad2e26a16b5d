package io.centercontrol.storefront;

/** What the shop itself says no to. The door turns it into an answer; nothing in here knows of HTTP. */
public sealed interface ShopRefusal {
    /** The tenant is known, but its shop is not made yet. */
    record NotProvisioned() implements ShopRefusal {}

    /** The shop does not sell the product of this item; items count from 0. */
    record UnknownSku(int item, String sku) implements ShopRefusal {}

    /** The customer has no such order. */
    record UnknownOrder() implements ShopRefusal {}

    /** The key was used before, with another body. */
    record KeyReused(String key) implements ShopRefusal {}

    /** The shop has as many stores as the platform allows the tenant, or more. */
    record StoreLimitReached(long limit, long count) implements ShopRefusal {}

    /** Another store of the shop has the name. */
    record StoreNameTaken(String name) implements ShopRefusal {}

    /** The shop has no such store. */
    record UnknownStore() implements ShopRefusal {}

    /** The caller is none of the merchant's people. */
    record NotStaff() implements ShopRefusal {}

    /** This refusal as an exception. */
    default ShopRefusedException asException() {
        return new ShopRefusedException(this);
    }
}
