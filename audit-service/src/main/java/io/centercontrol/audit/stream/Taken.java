package io.centercontrol.audit.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a shipment.
 *
 * @param problem why it was not taken, in words; null when it was
 * @param retryAfter how long the receiver asks to be left alone; null when it does not
 */
public record Taken(@Nullable String problem, @Nullable Duration retryAfter, Duration took) {
    /** Whether all of it was. */
    public boolean isWhole() {
        return problem == null;
    }
}
