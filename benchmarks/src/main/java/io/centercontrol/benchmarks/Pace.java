package io.centercontrol.benchmarks;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Things that happen at even times, whatever becomes of those before: when all is slow, it shows. */
final class Pace {
    private Pace() {}

    /**
     * Keeps it, and returns when the last one is over.
     *
     * @param rate how often in a second
     * @param each is told its number, from 0
     * @param between what happens half-way to the next one
     */
    static void keep(int rate, int seconds, IntConsumer each, Runnable between) {
        var period = TimeUnit.SECONDS.toNanos(1) / rate;
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < rate * seconds; i++) {
                var number = i;
                sleepUntil(begun + i * period);
                threads.execute(() -> each.accept(number));
                sleepUntil(begun + i * period + period / 2);
                threads.execute(between);
            }
        }
    }

    /** @param time by {@link System#nanoTime} */
    static void sleepUntil(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
