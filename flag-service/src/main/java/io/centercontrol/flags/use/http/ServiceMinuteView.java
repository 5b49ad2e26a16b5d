package io.centercontrol.flags.use.http;

import io.centercontrol.flags.use.ServiceMinute;
import io.centercontrol.kernel.Latency;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A minute of a tenant service as clients see it.
 *
 * @param minute when it began
 * @param requests how many were answered
 * @param errors those of the requests that the service failed
 * @param errorRate of the requests, from 0 to 1
 * @param p50Millis half of the requests took no longer, in milliseconds
 * @param p99Millis 99 of 100 requests took no longer
 * @param latency how many requests took how long
 */
record ServiceMinuteView(
        Instant minute,
        long requests,
        long errors,
        double errorRate,
        double p50Millis,
        double p99Millis,
        List<CellView> latency) {
    /**
     * How many requests took so long.
     *
     * @param upToMillis and longer than the cell before; null for all that took longer
     * @param count how many requests
     */
    record CellView(@Nullable Integer upToMillis, long count) {}

    static ServiceMinuteView of(ServiceMinute one) {
        var calls = one.calls();
        return new ServiceMinuteView(
                one.minute(),
                calls.requests(),
                calls.errors(),
                calls.errorRate(),
                calls.latencyMillis(0.5),
                calls.latencyMillis(0.99),
                IntStream.range(0, Latency.CELLS)
                        .mapToObj(at -> new CellView(
                                at < Latency.BOUNDS_MILLIS.size() ? Latency.BOUNDS_MILLIS.get(at) : null,
                                calls.latency().get(at)))
                        .toList());
    }
}
