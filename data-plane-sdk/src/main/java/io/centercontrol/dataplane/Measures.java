package io.centercontrol.dataplane;

import java.time.Duration;

/**
 * What this service's instance answers its own callers, told to the platform once a minute: numbers alone. A rollout that is
 * guarded goes on, waits or is taken back by them. The Quarkus extension counts by itself; others call this once for each
 * request, when its answer is known. Safe for any number of threads; waits for nothing and allocates nothing.
 */
public interface Measures {
    /**
     * A call was answered.
     *
     * @param nanos how long it took, as the difference of two {@link System#nanoTime}
     * @param failed whether this service failed it; what the caller did wrong is no failure, nor is what was refused
     */
    void call(long nanos, boolean failed);

    /** The same with a duration. */
    default void call(Duration took, boolean failed) {
        call(took.toNanos(), failed);
    }
}
