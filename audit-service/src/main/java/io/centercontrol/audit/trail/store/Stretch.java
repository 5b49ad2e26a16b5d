package io.centercontrol.audit.trail.store;

import io.centercontrol.kit.sql.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log.
 *
 * @param after the index behind which it begins; null for the first
 * @param below the index before which it ends; null for the end of the log
 */
record Stretch(@Nullable Long after, @Nullable Long below) {
    /** All of it. */
    static final Stretch WHOLE = new Stretch(null, null);

    /**
     * That something lies in it, at least with a part.
     *
     * @param last the column of the last index of that
     * @param first of the first
     */
    Conditions limit(Conditions conditions, String last, String first) {
        return conditions.add(last + " > :after", "after", after).add(first + " < :below", "below", below);
    }
}
