package io.centercontrol.storefront;

import io.centercontrol.dataplane.Entitlements;

/** The platform's features that the storefront asks for, by their keys. */
final class Features {
    /** How many products a shop may have. */
    static final String PRODUCTS = "products";

    /** How many stores it may have. */
    static final String STORES = Entitlements.STORES;

    /** Whether its customers collect points. */
    static final String LOYALTY = "loyalty";

    private Features() {}
}
