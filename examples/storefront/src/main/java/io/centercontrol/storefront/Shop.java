package io.centercontrol.storefront;

/**
 * A tenant as the storefront needs it.
 *
 * @param locale BCP 47
 * @param currency ISO 4217
 */
public record Shop(String name, String locale, String currency) {}
