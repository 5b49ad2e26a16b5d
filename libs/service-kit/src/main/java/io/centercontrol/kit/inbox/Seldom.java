package io.centercontrol.kit.inbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a flood of records from becoming a flood of log lines: of each kind so many in a while, the rest is only counted. */
final class Seldom {
    private final int most;
    private final long nanos;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    private record Window(long from, int count) {}

    /** @param most lines of a kind within {@code span} */
    Seldom(int most, Duration span) {
        this.most = most;
        this.nanos = span.toNanos();
    }

    /** Whether there is still a line for this kind. */
    boolean next(String kind) {
        var now = System.nanoTime();
        var window = windows.merge(
                kind,
                new Window(now, 1),
                (before, first) -> now - before.from < nanos ? new Window(before.from, before.count + 1) : first);
        return window.count <= most;
    }
}
