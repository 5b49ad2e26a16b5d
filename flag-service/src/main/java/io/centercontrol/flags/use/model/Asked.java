package io.centercontrol.flags.use.model;

/**
 * How often a flag was asked for.
 *
 * @param flag a key as it was asked for: there may be no such flag
 * @param variant empty unless the outcome is VARIANT
 */
public record Asked(String flag, Outcome outcome, String variant, long count) {}
