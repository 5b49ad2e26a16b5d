package io.centercontrol.benchmarks;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times in milliseconds, from any number of threads. */
final class Sample {
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();

    void addNanos(long nanos) {
        millis.add(nanos / 1e6);
    }

    void clear() {
        millis.clear();
    }

    int size() {
        return millis.size();
    }

    /** The value that a share of all values does not exceed; NaN when there are none. */
    double percentile(double share) {
        var sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(share * sorted.length) - 1)];
    }

    double p50() {
        return percentile(0.5);
    }

    double p99() {
        return percentile(0.99);
    }

    /** For people. */
    String told() {
        return Table.number(p50()) + " / " + Table.number(p99()) + " ms";
    }
}
