package io.centercontrol.flags.limits;

import io.centercontrol.kernel.KnownVersions;

/** What a caller takes to be there when it sets a rate limit. */
public sealed interface Expected {
    /** None that holds. */
    record Nothing() implements Expected {}

    /** This version. */
    record AtVersion(KnownVersions known) implements Expected {}

    /** Whatever it is: it shall hold in any case. */
    record Anything() implements Expected {}
}
