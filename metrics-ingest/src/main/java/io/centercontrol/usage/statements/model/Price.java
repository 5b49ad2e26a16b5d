package io.centercontrol.usage.statements.model;

/**
 * What a version of a plan or an add-on costs, as the catalogue says it. Nothing is computed of it.
 *
 * @param minorUnits such as cents, for a whole interval
 * @param currency as ISO 4217 calls it
 * @param interval MONTH or YEAR
 */
public record Price(long minorUnits, String currency, String interval) {}
