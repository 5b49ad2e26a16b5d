package io.centercontrol.usage.meters.model;

/** That values are money, in whole numbers of a currency's smallest unit. Amounts of two currencies are never added. */
public sealed interface Money {
    /**
     * Of one currency.
     *
     * @param currency as ISO 4217 calls it
     */
    record OfCurrency(String currency) implements Money {}

    /**
     * Of the currency that each event names.
     *
     * @param property of an event, which has its code
     */
    record AsSaid(String property) implements Money {}
}
