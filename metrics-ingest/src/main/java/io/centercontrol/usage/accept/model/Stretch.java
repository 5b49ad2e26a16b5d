package io.centercontrol.usage.accept.model;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from at or after
 * @param to before
 */
public record Stretch(Instant from, Instant to) {
    /** Whether there is no time in it. */
    public boolean isEmpty() {
        return !from.isBefore(to);
    }
}
