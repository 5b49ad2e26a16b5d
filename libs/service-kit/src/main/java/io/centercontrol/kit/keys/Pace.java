package io.centercontrol.kit.keys;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is asked with each key in the current second. */
public final class Pace {
    private static final int BITS_OF_COUNT = 32;
    private static final long COUNT = (1L << BITS_OF_COUNT) - 1;

    private final int most;
    private final Map<UUID, AtomicLong> counts = new ConcurrentHashMap<>();

    /** Of so many a second with one key. */
    public Pace(int most) {
        this.most = most;
    }

    /** Whether one more may be asked. There are only so many keys, so nothing is ever forgotten. */
    public boolean allows(UUID key, long nowMillis) {
        var second = nowMillis / 1_000;
        var count = counts.computeIfAbsent(key, added -> new AtomicLong());
        var next =
                count.updateAndGet(seen -> seen >>> BITS_OF_COUNT == second ? seen + 1 : second << BITS_OF_COUNT | 1);
        return (next & COUNT) <= most;
    }
}
