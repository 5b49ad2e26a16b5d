package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Product;
import io.centercontrol.storefront.Shop;
import java.util.List;

/** A shop and what it sells. */
public record CatalogView(String shop, String locale, List<ProductView> products) {
    /** One product. */
    public record ProductView(String sku, String name, Money price) {}

    static CatalogView of(Shop shop, List<Product> products) {
        return new CatalogView(
                shop.name(),
                shop.locale(),
                products.stream()
                        .map(product -> new ProductView(
                                product.sku(), product.name(), new Money(product.priceMinor(), shop.currency())))
                        .toList());
    }
}
