package io.centercontrol.outgoing;

import io.centercontrol.kernel.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long a secret stays good when another one takes its place. */
public final class Overlap {
    private static final Duration UNLESS_SAID = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private Overlap() {}

    /**
     * As a request says it, an ISO 8601 duration; a day unless said.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is none
     */
    public static Duration read(@Nullable String text) {
        if (text == null) {
            return UNLESS_SAID;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Refusal.Invalid.of("/overlap", "INVALID_DURATION", "Send an ISO 8601 duration, such as PT24H or P2D.")
                    .asException();
        }
    }

    /**
     * Makes sure that it is one: zero when the secret has leaked, and not longer than 30 days.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is not
     */
    public static void check(Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw Refusal.Invalid.of("/overlap", "OUT_OF_RANGE", "From PT0S, when it has leaked, to P30D.")
                    .asException();
        }
    }
}
