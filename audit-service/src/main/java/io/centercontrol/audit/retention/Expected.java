package io.centercontrol.audit.retention;

import io.centercontrol.kernel.KnownVersions;

/** What a caller takes to be there when it sets a policy. */
public sealed interface Expected {
    /** None. */
    record Nothing() implements Expected {}

    /** This version. */
    record AtVersion(KnownVersions known) implements Expected {}

    /** Whatever it is: it shall hold in any case. */
    record Anything() implements Expected {}
}
