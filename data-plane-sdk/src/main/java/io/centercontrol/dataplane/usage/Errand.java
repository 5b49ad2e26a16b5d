package io.centercontrol.dataplane.usage;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that is done on a thread of its own when it is asked for, and once more when it was asked for meanwhile. Nobody has a thread
 * while nothing is asked for.
 */
final class Errand {
    private static final System.Logger LOG = System.getLogger(Errand.class.getName());
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int ASKED_AGAIN = 2;

    private final String name;
    private final Runnable what;
    private final AtomicInteger state = new AtomicInteger();

    /** @param what one that fails is logged, and done again when it is asked for */
    Errand(String name, Runnable what) {
        this.name = name;
        this.what = what;
    }

    /** It is done from its beginning after this. Waits for nothing, and costs a look when it was asked for already. */
    void ask() {
        while (true) {
            switch (state.get()) {
                case ASKED_AGAIN -> {
                    return;
                }
                case RUNNING -> {
                    if (state.compareAndSet(RUNNING, ASKED_AGAIN)) {
                        return;
                    }
                }
                default -> {
                    if (state.compareAndSet(IDLE, RUNNING)) {
                        Thread.ofVirtual().name(name).start(this::run);
                        return;
                    }
                }
            }
        }
    }

    private void run() {
        do {
            state.set(RUNNING);
            try {
                what.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, name + " failed; it is done again when it is asked for again", e);
            }
        } while (!state.compareAndSet(RUNNING, IDLE));
    }

    /** Whether nobody does it now. */
    boolean isIdle() {
        return state.get() == IDLE;
    }
}
