package io.centercontrol.storefront.http;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.storefront.AddProduct;
import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.Product;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /products}. */
record ProductRequest(
        @Nullable String sku,
        @Nullable String name,
        @Nullable Long priceMinor) {
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_NAME = 100;
    private static final long DEAREST = 1_000_000_000;

    AddProduct.Command command(Customer by) {
        if (sku == null || !SKU.matcher(sku).matches()) {
            throw Body.invalid(
                    "/sku", "SKU_INVALID", "Give a SKU of 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
        var stripped = name == null ? "" : name.strip();
        if (DisplayText.isBlank(stripped) || stripped.length() > LONGEST_NAME || !DisplayText.isLine(stripped)) {
            throw Body.invalid("/name", "NAME_INVALID", "Give a name of 1 to " + LONGEST_NAME + " characters.");
        }
        if (priceMinor == null || priceMinor < 0 || priceMinor > DEAREST) {
            throw Body.invalid(
                    "/priceMinor",
                    "PRICE_INVALID",
                    "Give a price of 0 to " + DEAREST + " in the currency's smallest unit.");
        }
        return new AddProduct.Command(by, new Product(sku, stripped, priceMinor));
    }
}
