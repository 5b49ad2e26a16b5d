package io.centercontrol.audit.trail.store;

import io.centercontrol.kernel.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Where a page goes on.
 *
 * @param index the entry beside it, which is not in it
 * @param isBackwards whether the page is the one before that entry, in the order of the list
 */
record Place(long index, boolean isBackwards) {
    private static final String AFTER = "after";
    private static final String BEFORE = "before";

    static String after(long index) {
        return Cursor.of(AFTER, Long.toString(index));
    }

    static String before(long index) {
        return Cursor.of(BEFORE, Long.toString(index));
    }

    static @Nullable Place read(@Nullable String cursor) {
        var values = Cursor.read(cursor, 2);
        if (values == null) {
            return null;
        }
        var backwards = values.getFirst().equals(BEFORE);
        if (!backwards && !values.getFirst().equals(AFTER)) {
            throw Cursor.invalid();
        }
        try {
            return new Place(Long.parseLong(values.getLast()), backwards);
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
