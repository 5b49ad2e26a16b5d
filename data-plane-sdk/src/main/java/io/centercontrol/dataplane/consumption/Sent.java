package io.centercontrol.dataplane.consumption;

import java.util.Arrays;

/**
 * How much in all was sent by when, in steps of a second. Never changes. Few steps: the older ones are further apart, by an eighth of
 * their age at most, and what was sent between two counts as sent at the later one.
 */
final class Sent {
    static final Sent NOTHING = new Sent(new long[0]);

    private static final int MANY = 128;
    private static final long STEP = 1_000;

    /** A time and what was sent until then, by time. */
    private final long[] steps;

    private Sent(long[] steps) {
        this.steps = steps;
    }

    /** The same when so much in all is sent now. When the clock was set back, all of it counts as sent now. */
    Sent with(long total, long nowMillis) {
        var at = (nowMillis / STEP + 1) * STEP;
        var kept = latest() > at ? new long[0] : keep(nowMillis);
        if (kept.length > 0 && kept[kept.length - 2] == at) {
            kept[kept.length - 1] = total;
            return new Sent(kept);
        }
        var next = Arrays.copyOf(kept, kept.length + 2);
        next[kept.length] = at;
        next[kept.length + 1] = total;
        return new Sent(next);
    }

    /** When the last of it was sent; the end of that second. */
    long latest() {
        return steps.length == 0 ? Long.MIN_VALUE : steps[steps.length - 2];
    }

    /**
     * Of those that are contained anyhow the last; and when there are many, none whose neighbours are no further apart than an eighth of
     * how long ago they were.
     */
    private long[] keep(long nowMillis) {
        var from = 0;
        while (from + 2 < steps.length && nowMillis >= steps[from + 2] + Inclusion.LONGEST) {
            from += 2;
        }
        var kept = Arrays.copyOfRange(steps, from, steps.length);
        if (kept.length < 2 * MANY) {
            return kept;
        }
        var to = 2;
        for (var at = 2; at < kept.length; at += 2) {
            var isLast = at + 2 == kept.length;
            if (isLast || (kept[at + 2] - kept[to - 2]) * 8 > nowMillis - kept[at + 2]) {
                kept[to++] = kept[at];
                kept[to++] = kept[at + 1];
            }
        }
        return Arrays.copyOf(kept, to);
    }

    /** How much of it a figure of the platform contains. */
    long containedIn(long toldMillis, long nowMillis) {
        for (var at = steps.length - 2; at >= 0; at -= 2) {
            if (Inclusion.contains(toldMillis, steps[at], nowMillis)) {
                return steps[at + 1];
            }
        }
        return 0;
    }
}
