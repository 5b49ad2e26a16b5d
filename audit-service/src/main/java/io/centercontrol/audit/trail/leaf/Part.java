package io.centercontrol.audit.trail.leaf;

import java.util.Locale;

/** The personal parts of an entry, each committed to by itself, so that one can be told or erased without the others. */
public enum Part {
    /** Who did it. */
    ACTOR,
    /** Why, in words. */
    REASON,
    /** What is other than it was. */
    CHANGES,
    /** What else belongs to it. */
    DETAIL;

    /** As it stands in leaves and bundles. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
