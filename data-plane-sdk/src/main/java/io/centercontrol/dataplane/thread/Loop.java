package io.centercontrol.dataplane.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** A daemon thread that does its turn again and again until it is closed. */
public final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());

    private final Thread thread;
    private final Duration closing;
    private final Turn turn;
    private volatile boolean closed;

    /** What is done until the loop is closed; sees to its own failures. */
    @FunctionalInterface
    public interface Turn {
        /** Works until there is a reason to begin the turn anew, or {@link Loop#isClosed}. */
        void run() throws InterruptedException;
    }

    /**
     * Does not start yet.
     *
     * @param name the thread's
     * @param closing how long {@link #close} waits for a turn's end
     */
    public Loop(String name, Duration closing, Turn turn) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        this.closing = closing;
        this.turn = turn;
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                turn.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the turn is to end. */
    public boolean isClosed() {
        return closed;
    }

    /** Lets time go by within a turn; an interrupt closes the loop. */
    public void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the turn to end and waits for it, as long as was said; then it is left alone. */
    @Override
    public void close() {
        close(() -> {});
    }

    /**
     * The same.
     *
     * @param wake ends what the turn may be waiting for
     */
    public void close(Runnable wake) {
        closed = true;
        wake.run();
        try {
            if (!thread.join(closing)) {
                LOG.log(Level.WARNING, "{0} does not stop; it is left alone.", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
