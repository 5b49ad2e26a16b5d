package io.centercontrol.kernel;

import org.jspecify.annotations.Nullable;

/** What a caller takes to be there when it sets something that there may be none of yet. */
public sealed interface Expected {
    /** Nothing that holds. */
    record Nothing() implements Expected {}

    /** One of these versions. */
    record AtVersion(KnownVersions known) implements Expected {}

    /** Whatever it is: what is set shall hold in any case. */
    record Anything() implements Expected {}

    /** The versions that a caller knows; null when it does not matter. */
    static Expected of(@Nullable KnownVersions known) {
        return known == null ? new Anything() : new AtVersion(known);
    }
}
