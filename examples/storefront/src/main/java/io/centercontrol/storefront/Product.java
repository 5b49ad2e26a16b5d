package io.centercontrol.storefront;

/**
 * Something that a shop sells.
 *
 * @param priceMinor in the smallest unit of the shop's currency
 */
public record Product(String sku, String name, long priceMinor) {}
