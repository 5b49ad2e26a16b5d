package io.centercontrol.dataplane.measure;

import java.time.Instant;
import java.util.List;

/**
 * The calls that this instance answered in one minute.
 *
 * @param minute when it began
 * @param errors those of the requests that failed
 * @param latency how many requests took how long, by the cells of {@link io.centercontrol.kernel.Latency}
 */
public record CallMinute(Instant minute, long requests, long errors, List<Long> latency) {
    public CallMinute {
        latency = List.copyOf(latency);
    }
}
