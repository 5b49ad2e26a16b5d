package io.centercontrol.audit.trail.store;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring months that are searched at once.
 *
 * @param last the last of them
 */
record Window(YearMonth first, YearMonth last) {
    /**
     * Months in windows, the first alone and each following one twice as long: what is often found is found in the first, and what is
     * seldom found is not asked for month by month.
     *
     * @param months in the order in which they are searched
     */
    static List<Window> over(List<YearMonth> months) {
        var windows = new ArrayList<Window>();
        var longest = 1;
        for (var at = 0; at < months.size(); ) {
            var end = at + 1;
            while (end < months.size() && end - at < longest && areNeighbours(months.get(end - 1), months.get(end))) {
                end++;
            }
            windows.add(of(months.get(at), months.get(end - 1)));
            at = end;
            longest *= 2;
        }
        return windows;
    }

    private static boolean areNeighbours(YearMonth one, YearMonth other) {
        return one.plusMonths(1).equals(other) || other.plusMonths(1).equals(one);
    }

    private static Window of(YearMonth one, YearMonth other) {
        return one.isBefore(other) ? new Window(one, other) : new Window(other, one);
    }

    OffsetDateTime from() {
        return first.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime to() {
        return last.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
