package io.centercontrol.flags.limits.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rate limit says.
 *
 * @param permits how many calls in each period, by the whole fleet of a tenant service; 0 lets nothing pass
 * @param perSeconds the period
 * @param burst most calls at once after a rest; 0 exactly where {@code permits} is
 * @param expiresAt it does not hold from then on; null when it has no end
 */
public record Terms(
        long permits,
        int perSeconds,
        long burst,
        Stage stage,
        @Nullable Instant expiresAt) {
    /** How seriously it is meant. */
    public enum Stage {
        /** What would be refused is only counted. */
        SHADOW,
        /** What is too much is refused. */
        ENFORCE
    }

    /** Whether their time is over. */
    public boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
