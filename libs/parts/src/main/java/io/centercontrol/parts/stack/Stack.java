package io.centercontrol.parts.stack;

import io.centercontrol.parts.Folders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Parts and steps that belong together. Of those that could start at once only some do: a start is all processor time, and
 * many at a time on a busy machine all run into their time-outs.
 */
public final class Stack {
    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors() + 2;

    private final Graph graph;
    private final Progress progress;
    private final Map<String, Keeper> keepers = new LinkedHashMap<>();
    private final List<Thread> starters = new ArrayList<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private volatile boolean stopped;

    /**
     * @param nodes in any order
     * @throws IllegalArgumentException when the nodes' needs make no sense
     */
    public Stack(Collection<Node> nodes, Folders folders, Progress progress) {
        this.graph = new Graph(nodes);
        this.progress = progress;
        for (var node : graph.nodes()) {
            if (node instanceof Node.Run run) {
                keepers.put(run.name(), new Keeper(run.part(), folders, graph.height(run.name()), progress));
            }
        }
    }

    /**
     * Starts every node as soon as what it needs is up. Returns when all is up; when something fails, what has started
     * goes on running until {@link #stop()}.
     *
     * @throws Failure names the node that failed first
     */
    public void start() throws Failure, InterruptedException {
        var done = new LinkedHashMap<String, CountDownLatch>();
        graph.nodes().forEach(node -> done.put(node.name(), new CountDownLatch(1)));
        synchronized (starters) {
            for (var node : graph.nodes()) {
                starters.add(Thread.ofVirtual().name("start-" + node.name()).unstarted(() -> start(node, done)));
            }
            starters.forEach(Thread::start);
        }
        for (var starter : List.copyOf(starters)) {
            starter.join();
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        if (stopped) {
            throw new InterruptedException("stopped while starting");
        }
    }

    /** Ends every part, those that others need last, and returns when all are gone. May be called at any time. */
    public void stop() throws InterruptedException {
        stopped = true;
        synchronized (starters) {
            starters.forEach(Thread::interrupt);
        }
        for (var level : graph.fromTheTop()) {
            var stops = new ArrayList<Thread>();
            for (var name : level) {
                var keeper = keepers.get(name);
                if (keeper != null) {
                    stops.add(Thread.startVirtualThread(() -> stop(keeper)));
                }
            }
            for (var stop : stops) {
                stop.join();
            }
        }
    }

    public Collection<Keeper> keepers() {
        return keepers.values();
    }

    private void start(Node node, Map<String, CountDownLatch> done) {
        try {
            for (var need : node.needs()) {
                done.getOrDefault(need, new CountDownLatch(0)).await();
            }
            switch (node) {
                case Node.Run run -> run(run);
                case Node.Step step -> {
                    var begun = System.nanoTime();
                    step.action().run();
                    progress.say(step.name() + " done in " + seconds(begun));
                }
            }
            done.getOrDefault(node.name(), new CountDownLatch(0)).countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (!stopped && failure.compareAndSet(null, new Failure(node.name(), e))) {
                synchronized (starters) {
                    starters.stream()
                            .filter(thread -> thread != Thread.currentThread())
                            .forEach(Thread::interrupt);
                }
            }
        }
    }

    private void run(Node.Run run) throws IOException, InterruptedException {
        places.acquire();
        try {
            var begun = System.nanoTime();
            progress.say(run.name() + " starts");
            keeper(run).start();
            progress.say(run.name() + " is ready after " + seconds(begun));
        } finally {
            places.release();
        }
    }

    private Keeper keeper(Node.Run run) throws IOException {
        var keeper = keepers.get(run.name());
        if (keeper == null) {
            throw new IOException("no keeper for " + run.name());
        }
        return keeper;
    }

    private void stop(Keeper keeper) {
        try {
            var begun = System.nanoTime();
            var ran = keeper.status().pid() != 0;
            keeper.stop();
            if (ran) {
                progress.say(keeper.part().name() + " ended after " + seconds(begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String seconds(long begun) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
    }

    /** A start that did not work. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final String node;

        Failure(String node, Exception cause) {
            super(node + ": " + cause.getMessage(), cause);
            this.node = node;
        }

        /** The node that failed. */
        public String node() {
            return node;
        }
    }
}
