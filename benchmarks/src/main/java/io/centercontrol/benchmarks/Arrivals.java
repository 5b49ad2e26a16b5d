package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import io.centercontrol.parts.Trees;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Two instances of a tenant service in this JVM, looked at every half a millisecond, and a plain consumer that notes when
 * the broker took each change. What counts as applied is what a decision obeys.
 */
final class Arrivals implements AutoCloseable {
    private static final long LOOK = 500_000;
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final List<Path> folders = new ArrayList<>();
    private final List<DataPlane> planes = new ArrayList<>();
    private final TopicClock clock;
    private final Queue<Watched> open = new ConcurrentLinkedQueue<>();
    private final Sample whole = new Sample();
    private final Sample applied = new Sample();
    private final Sample toAppend = new Sample();
    private final Sample fromAppend = new Sample();
    private final Thread thread = Thread.ofPlatform().daemon().name("arrivals").unstarted(this::look);
    private volatile boolean closed;

    /**
     * A change that was answered; times by {@link System#nanoTime}.
     *
     * @param key of its record
     * @param obeyed whether an instance decides by it
     */
    record Change(String key, long version, Predicate<DataPlane> obeyed, long sentAt, long answeredAt) {}

    private static final class Watched {
        private final Change change;
        private final Map<DataPlane, Long> seen = new ConcurrentHashMap<>();

        Watched(Change change) {
            this.change = change;
        }
    }

    private Arrivals(TopicClock clock) {
        this.clock = clock;
    }

    /** @param topic what the changes are told on */
    static Arrivals start(Suite suite, Contract.Topic topic) throws IOException, InterruptedException {
        var started = new Arrivals(TopicClock.start(suite, suite.environment().name(topic)));
        for (var i = 0; i < 2; i++) {
            started.startInstance(suite);
        }
        started.thread.start();
        return started;
    }

    private void startInstance(Suite suite) throws IOException, InterruptedException {
        var environment = suite.environment();
        var folder = Files.createTempDirectory("center-control-bench");
        folders.add(folder);
        var plane = DataPlane.start(suite.dataPlane(folder).build());
        planes.add(plane);
        while (plane.status().health() != Health.READY) {
            Thread.sleep(10);
        }
    }

    /** Waits for a change from now on. */
    void expect(Change change) {
        open.add(new Watched(change));
    }

    /** Returns when all have come, or after half a minute. */
    void awaitAll() {
        var begun = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - begun < PATIENCE) {
            LockSupport.parkNanos(LOOK);
        }
        open.clear();
    }

    /** Forgets the times so far. */
    void clear() {
        List.of(whole, applied, toAppend, fromAppend).forEach(Sample::clear);
    }

    /** From the request to the second instance. */
    Sample whole() {
        return whole;
    }

    /** From the answer, so from a moment after the commit, to the second instance. */
    Sample applied() {
        return applied;
    }

    /** From the answer to the broker's time stamp. */
    Sample toAppend() {
        return toAppend;
    }

    /** From the broker's time stamp to the second instance. */
    Sample fromAppend() {
        return fromAppend;
    }

    private void look() {
        while (!closed) {
            open.removeIf(this::hasCome);
            LockSupport.parkNanos(LOOK);
        }
    }

    private boolean hasCome(Watched watched) {
        var change = watched.change;
        for (var plane : planes) {
            if (!watched.seen.containsKey(plane) && change.obeyed().test(plane)) {
                watched.seen.put(plane, System.nanoTime());
            }
        }
        var appendedAt = clock.appendedAt(change.key(), change.version());
        if (watched.seen.size() < planes.size() || appendedAt == null) {
            return false;
        }
        var last =
                watched.seen.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        whole.addNanos(last - change.sentAt());
        applied.addNanos(last - change.answeredAt());
        toAppend.addNanos(appendedAt - change.answeredAt());
        fromAppend.addNanos(last - appendedAt);
        return true;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        thread.join();
        planes.forEach(DataPlane::close);
        clock.close();
        for (var folder : folders) {
            Trees.delete(folder);
        }
    }
}
