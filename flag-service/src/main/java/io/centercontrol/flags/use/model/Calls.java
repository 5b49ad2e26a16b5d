package io.centercontrol.flags.use.model;

import io.centercontrol.kernel.Latency;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a service answered.
 *
 * @param requests how many
 * @param errors how many of them it failed: those that were answered with 5xx
 * @param latency how many took how long, by the cells of {@link Latency}
 */
public record Calls(long requests, long errors, List<Long> latency) {
    /** Nobody asked. */
    public static final Calls NONE = new Calls(0, 0, Collections.nCopies(Latency.CELLS, 0L));

    public Calls {
        latency = List.copyOf(latency);
        if (latency.size() != Latency.CELLS) {
            throw new IllegalArgumentException(latency.size() + " cells of latency");
        }
    }

    /** Both together. */
    public Calls plus(Calls other) {
        return new Calls(
                requests + other.requests,
                errors + other.errors,
                IntStream.range(0, latency.size())
                        .mapToObj(at -> latency.get(at) + other.latency.get(at))
                        .toList());
    }

    /** The part that failed, from 0 to 1; 0 when nobody asked. */
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /** How long at most so great a part took, in milliseconds: {@link Latency#quantile}. */
    public double latencyMillis(double part) {
        return Latency.quantile(latency, part);
    }
}
