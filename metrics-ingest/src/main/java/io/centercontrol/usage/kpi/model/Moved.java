package io.centercontrol.usage.kpi.model;

/**
 * What a meter counted of one tenant.
 *
 * @param name the meter's, in the plural, such as Orders
 * @param currency empty where it is no money
 */
public record Moved(String name, String currency, Compared value) {}
