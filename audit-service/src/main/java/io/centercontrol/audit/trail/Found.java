package io.centercontrol.audit.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was looked for.
 *
 * @param items in the order that was asked for
 * @param next what follows in that order; null at the end
 * @param previous what stands before; null at the beginning
 * @param total how many there are, or the least when there are more than anybody counts
 */
public record Found(
        List<Entry> items, @Nullable String next, @Nullable String previous, long total, boolean totalIsExact) {
    public Found {
        items = List.copyOf(items);
    }
}
