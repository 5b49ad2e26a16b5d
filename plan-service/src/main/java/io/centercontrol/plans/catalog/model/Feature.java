package io.centercontrol.plans.catalog.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that a plan can grant.
 *
 * @param key lower case, digits and dashes, such as {@code multi-store}; never used for anything else again
 * @param unit what is counted, in the singular: product, store, call; null for a switch
 * @param deprecated no new plan version may grant it; those that do go on doing so
 */
public record Feature(
        String key, String name, Kind kind, @Nullable String unit, boolean deprecated) {
    /** What a grant of the feature says. */
    public enum Kind {
        /** On or off. */
        SWITCH,
        /** How many there may be at a time. */
        LIMIT,
        /** How much may be used in a period. */
        METER
    }
}
