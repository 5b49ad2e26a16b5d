package io.centercontrol.parts.stack;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Part;
import io.centercontrol.parts.PartProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: what ends without being asked to comes back, more slowly each time it ends early. */
public final class Keeper {
    private static final Duration STOP_BOUND = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Who ran for this long has earned a quick restart again. */
    private static final Duration STEADY = Duration.ofSeconds(60);

    private final Part part;
    private final Folders folders;
    private final int height;
    private final Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean stopping;
    private volatile boolean failed;
    private volatile int restarts;
    private volatile @Nullable PartProcess process;

    Keeper(Part part, Folders folders, int height, Progress progress) {
        this.part = part;
        this.folders = folders;
        this.height = height;
        this.progress = progress;
    }

    /**
     * Starts the part, waits until it is ready and keeps it running from then on.
     *
     * @throws IOException when this first start fails
     */
    void start() throws IOException, InterruptedException {
        var started = launch();
        if (started == null) {
            return;
        }
        try {
            started.awaitReady();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
        Thread.ofVirtual().name("keeper-" + part.name()).start(this::keep);
    }

    /** Ends the part and lets it end. */
    public void stop() throws InterruptedException {
        stopping = true;
        lock.lock();
        try {
            var running = process;
            if (running != null) {
                running.stop(STOP_BOUND);
            }
        } finally {
            lock.unlock();
        }
    }

    public Part part() {
        return part;
    }

    /** How it is now. */
    public Status status() {
        var running = process;
        return running == null || !running.alive()
                ? new Status(part.name(), 0, null, restarts, failed)
                : new Status(part.name(), running.pid(), running.started(), restarts, failed);
    }

    private @Nullable PartProcess launch() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (stopping) {
                return null;
            }
            var started = PartProcess.start(part, folders, height);
            process = started;
            return started;
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        var pause = FIRST_PAUSE;
        try {
            while (!stopping) {
                var running = process;
                if (running != null) {
                    var exit = running.exit().join();
                    if (stopping) {
                        return;
                    }
                    var ran = Duration.between(running.started(), Instant.now());
                    pause = ran.compareTo(STEADY) > 0 ? FIRST_PAUSE : pause;
                    progress.say(
                            part.name() + " ended with " + exit + "; it comes back in " + pause.toMillis() + " ms");
                }
                Thread.sleep(pause);
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
                again();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void again() throws InterruptedException {
        restarts++;
        try {
            var started = launch();
            if (started != null) {
                started.awaitReady();
                failed = false;
                progress.say(part.name() + " is back (pid " + started.pid() + ")");
            }
        } catch (IOException e) {
            if (!stopping) {
                failed = true;
                progress.say(part.name() + ": " + e.getMessage());
            }
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /**
     * A part at one moment.
     *
     * @param pid 0 while it does not run
     * @param since start of this process; null while it does not run
     * @param restarts how often it came back since the stack started
     * @param failed its last start did not become ready
     */
    public record Status(String name, long pid, @Nullable Instant since, int restarts, boolean failed) {}
}
