package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.storefront.Product;
import org.jspecify.annotations.Nullable;

/**
 * How much room a shop has for products.
 *
 * @param limit how many there may be; null for any number. May be fewer than there are, when the plan has changed since
 * @param plan key of the tenant's plan; null when none is known here
 */
public record ProductsView(
        long used, @Nullable Long limit, @Nullable String plan) {
    /** One product, as the merchant sees it. */
    public record ProductView(String sku, String name, long priceMinor) {
        static ProductView of(Product product) {
            return new ProductView(product.sku(), product.name(), product.priceMinor());
        }
    }

    static ProductsView of(Check check) {
        var plan = check.plan();
        return new ProductsView(check.used(), most(check.limit()), plan == null ? null : plan.key());
    }

    static @Nullable Long most(long limit) {
        return limit == Grant.UNLIMITED ? null : limit;
    }
}
