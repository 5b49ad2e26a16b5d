package io.centercontrol.dataplane.measure;

import io.centercontrol.dataplane.Measures;
import io.centercontrol.kernel.Latency;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts calls, minute by minute. Counting allocates nothing; of minutes that nobody takes the last hour is kept. */
public final class CallCounter implements Measures {
    static final int MOST_MINUTES = 60;

    private final LongAdder[] latency =
            Stream.generate(LongAdder::new).limit(Latency.CELLS).toArray(LongAdder[]::new);
    private final LongAdder errors = new LongAdder();
    /** What is told already: counts only ever rise, since who sets one back loses what is counted meanwhile. */
    private final long[] ended = new long[Latency.CELLS];

    private long endedErrors;
    private final Deque<CallMinute> past = new ArrayDeque<>();

    @Override
    public void call(long nanos, boolean failed) {
        latency[Latency.cell(nanos)].increment();
        if (failed) {
            errors.increment();
        }
    }

    /** What was counted until now was of this minute. */
    public synchronized void end(Instant minute) {
        // Errors first, and no more of them than requests: a call may be half counted at this moment.
        var failures = errors.sum();
        var counts = new ArrayList<Long>(Latency.CELLS);
        var requests = 0L;
        for (var at = 0; at < ended.length; at++) {
            var count = latency[at].sum() - ended[at];
            ended[at] += count;
            requests += count;
            counts.add(count);
        }
        var failed = Math.min(failures - endedErrors, requests);
        endedErrors += failed;
        if (requests > 0) {
            past.addLast(new CallMinute(minute, requests, failed, counts));
        }
        if (past.size() > MOST_MINUTES) {
            past.removeFirst();
        }
    }

    /** The minutes that ended since the last time, the oldest first. */
    public synchronized List<CallMinute> take() {
        var all = List.copyOf(past);
        past.clear();
        return all;
    }
}
