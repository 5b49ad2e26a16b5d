package io.centercontrol.dataplane.consumption;

import java.time.Duration;

/**
 * Whether a figure of the platform contains what this instance has sent. Nobody says so of a single event; it is concluded from two
 * clocks, the platform's, of which the figure is, and this instance's, by which it was sent.
 *
 * <p>Contained is what was sent 5 seconds or more before the figure. What was sent within 5 seconds around it is so when it was sent
 * 15 seconds ago: a figure that lacked it would have been followed by another one. So a use may be counted twice for up to 15 seconds
 * after it was sent, which refuses too early, and is never left out while clocks differ by less than 5 seconds and the platform counts
 * within 5 seconds what it is sent. What was sent an hour ago is contained whatever was told: a platform that tells nothing in an hour
 * is away, or does not take it for use of the feature at all.
 */
final class Inclusion {
    /** What clocks may differ by, and the platform take to count. */
    static final long SLACK = Duration.ofSeconds(5).toMillis();

    /** By then a figure that lacks it was followed by another one: the platform tells of a tenant every 5 seconds. */
    static final long SETTLED = Duration.ofSeconds(15).toMillis();

    /** No longer is anything held against a tenant that the platform does not tell of. */
    static final long LONGEST = Duration.ofHours(1).toMillis();

    private Inclusion() {}

    /** All in milliseconds since 1970. If something is contained, so is all that was sent before it. */
    static boolean contains(long toldMillis, long sentMillis, long nowMillis) {
        return toldMillis >= sentMillis + SLACK
                || (toldMillis >= sentMillis - SLACK && nowMillis >= sentMillis + SETTLED)
                || nowMillis >= sentMillis + LONGEST;
    }
}
