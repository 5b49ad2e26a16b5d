package io.centercontrol.usage.meters.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a meter may change.
 *
 * @param unit what is counted, in the singular; null where it is money
 * @param groupBy properties of events by whose values it can be asked for. One that is added says nothing of what was measured
 *     before
 * @param feature the key of the limit or meter among plans' features whose use it tells; null of none
 */
public record Terms(
        String name,
        @Nullable String description,
        @Nullable String unit,
        SortedSet<String> groupBy,
        @Nullable String feature) {
    public Terms {
        groupBy = Collections.unmodifiableSortedSet(new TreeSet<>(groupBy));
    }
}
