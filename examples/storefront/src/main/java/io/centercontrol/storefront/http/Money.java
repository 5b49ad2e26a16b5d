package io.centercontrol.storefront.http;

/** An amount in the smallest unit of its currency. */
public record Money(long minor, String currency) {}
