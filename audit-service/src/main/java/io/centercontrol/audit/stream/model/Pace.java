package io.centercontrol.audit.stream.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a stream rests when its receiver did not take something: the longer, the more often that was so. */
public final class Pace {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private Pace() {}

    /**
     * Until one batch is tried again.
     *
     * @param failures in a row, at least one
     * @param wish what the receiver asks for; null when it asks for nothing
     * @param chance from 0 to 1: what failed at once must not all come back at once
     */
    public static Duration rest(int failures, @Nullable Duration wish, double chance) {
        var rest = Duration.ofSeconds(1L << Math.min(Math.max(failures, 1) - 1, 9));
        var spread = Duration.ofMillis((long) (least(rest, LONGEST).toMillis() * (0.8 + 0.4 * chance)));
        return wish == null || wish.compareTo(spread) < 0 ? spread : least(wish, LONGEST_WISH);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
