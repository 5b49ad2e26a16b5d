package io.centercontrol.flags.rollouts.http;

import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lengths of time in ISO 8601. */
final class Durations {
    private static final int LONGEST = 40;

    private Durations() {}

    /** Null, and noted, for what is none. */
    static @Nullable Duration read(String at, String text, List<Violation> found) {
        try {
            if (text.length() <= LONGEST) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        found.add(new Violation(at, "INVALID_DURATION", "Must be a length of time such as PT10M, PT1H or P1D."));
        return null;
    }
}
