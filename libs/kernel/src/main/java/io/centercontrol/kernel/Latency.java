package io.centercontrol.kernel;

import java.util.List;

/**
 * How long calls took, as counts below fixed bounds: those that OpenTelemetry advises for the duration of HTTP requests. So
 * counts of many instances and minutes can be added up.
 */
public final class Latency {
    /** Upper bounds in milliseconds, each in its cell; one more cell has what took longer than the last. */
    public static final List<Integer> BOUNDS_MILLIS =
            List.of(5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000);

    /** How many counts there are. */
    public static final int CELLS = BOUNDS_MILLIS.size() + 1;

    private static final long[] BOUNDS_NANOS =
            BOUNDS_MILLIS.stream().mapToLong(millis -> millis * 1_000_000L).toArray();

    private Latency() {}

    /** The cell that a call is counted in, from 0; a time below zero counts as none. */
    public static int cell(long nanos) {
        for (var at = 0; at < BOUNDS_NANOS.length; at++) {
            if (nanos <= BOUNDS_NANOS[at]) {
                return at;
            }
        }
        return BOUNDS_NANOS.length;
    }

    /**
     * How long at most so great a part of the calls took, in milliseconds: even within a cell, as Prometheus reckons it. What
     * took longer than the last bound counts as that bound.
     *
     * @param counts one for each cell
     * @param part above 0, and 1 at most: 0.99 for the 99th percentile
     * @return 0 when there were no calls
     * @throws IllegalArgumentException when the counts or the part are of another size
     */
    public static double quantile(List<Long> counts, double part) {
        if (counts.size() != CELLS || !(part > 0 && part <= 1)) {
            throw new IllegalArgumentException(counts.size() + " cells, and " + part + " of them");
        }
        var rank = counts.stream().mapToLong(Long::longValue).sum() * part;
        var below = 0L;
        for (var at = 0; at < BOUNDS_MILLIS.size(); at++) {
            var here = counts.get(at);
            if (here > 0 && below + here >= rank) {
                var from = at == 0 ? 0 : BOUNDS_MILLIS.get(at - 1);
                return from + (BOUNDS_MILLIS.get(at) - from) * (rank - below) / here;
            }
            below += here;
        }
        return rank == 0 ? 0 : BOUNDS_MILLIS.getLast();
    }
}
