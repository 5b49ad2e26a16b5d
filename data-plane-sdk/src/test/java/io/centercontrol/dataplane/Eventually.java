package io.centercontrol.dataplane;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting in tests for what happens elsewhere. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    /** Returns when the condition holds; fails after half a minute. */
    public static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            sleep(Duration.ofMillis(5));
        }
    }

    /** Lets time pass. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
