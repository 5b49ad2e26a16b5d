package io.centercontrol.flags.limits;

/** What a caller takes to be there when it sets a rate limit. */
public sealed interface Expected {
    /** None that holds. */
    record Nothing() implements Expected {}

    /** This version. */
    record AtVersion(long version) implements Expected {}

    /** Whatever it is: it shall hold in any case. */
    record Anything() implements Expected {}
}
