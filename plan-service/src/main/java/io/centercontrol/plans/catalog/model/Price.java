package io.centercontrol.plans.catalog.model;

/**
 * What a version costs; the platform tells it to the billing system and does not bill itself.
 *
 * @param minorUnits such as cents; 0 or more
 * @param currency ISO 4217
 */
public record Price(long minorUnits, String currency, Interval interval) {
    /** How often it is due. */
    public enum Interval {
        MONTH,
        YEAR
    }
}
