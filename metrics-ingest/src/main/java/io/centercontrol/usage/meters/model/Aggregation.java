package io.centercontrol.usage.meters.model;

/** What becomes one figure of many events. */
public enum Aggregation {
    /** All values added. */
    SUM,
    /** How many events there were. */
    COUNT,
    /** The highest value. */
    MAX,
    /** The value of the event that happened last. */
    LATEST,
    /** How many different subjects there were. */
    UNIQUE;

    /** Whether it looks at a value of each event. */
    boolean ofValues() {
        return switch (this) {
            case SUM, MAX, LATEST -> true;
            case COUNT, UNIQUE -> false;
        };
    }
}
