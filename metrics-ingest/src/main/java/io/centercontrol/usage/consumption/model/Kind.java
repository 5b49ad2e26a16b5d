package io.centercontrol.usage.consumption.model;

/** What kind of grant can be used up. */
public enum Kind {
    /** How many there may be at a time. */
    LIMIT,
    /** How much may be used in a period. */
    METER
}
