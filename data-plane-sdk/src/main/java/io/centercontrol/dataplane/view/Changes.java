package io.centercontrol.dataplane.view;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that is another one after each change of what it belongs to, and greater than any that was given out before, to
 * whomever. So the sum of those of several things rises with each change of any of them, also when one takes the place of
 * another.
 */
public final class Changes {
    private static final AtomicLong LAST = new AtomicLong();

    private volatile long number = LAST.incrementAndGet();

    /** To be called after the change is visible. */
    public void made() {
        number = LAST.incrementAndGet();
    }

    /** The number. */
    public long number() {
        return number;
    }
}
