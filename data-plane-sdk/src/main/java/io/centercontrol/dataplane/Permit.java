package io.centercontrol.dataplane;

import java.time.Duration;

/**
 * Whether one call of a tenant may go on, with what an answer's headers need.
 *
 * @param reason why
 * @param limit calls in each period that the whole fleet lets through; {@link Long#MAX_VALUE} where there is no limit
 * @param period the period; zero where there is no limit
 * @param remaining how many more this instance would let through right now
 * @param reset how long until this instance's part is whole again, if nobody calls meanwhile; for a call that was too much,
 *     until one may be let through: {@code Retry-After} must not name an earlier moment than {@code RateLimit}
 * @param retryAfter how long until a call that was refused may be let through; zero for one that was not refused
 */
public record Permit(Reason reason, long limit, Duration period, long remaining, Duration reset, Duration retryAfter) {
    /** Where nothing is limited. */
    public static final Permit UNLIMITED =
            new Permit(Reason.NO_LIMIT, Long.MAX_VALUE, Duration.ZERO, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);

    /** Why a call may go on, or may not. */
    public enum Reason {
        /** Nothing limits this class of call of this tenant. */
        NO_LIMIT,
        /** It is within the limit. */
        WITHIN_LIMIT,
        /** It is too much, but the limit is only being tried out. */
        OVER_SHADOW_LIMIT,
        /** It is too much. */
        OVER_LIMIT
    }

    /** Whether the call may go on. */
    public boolean allowed() {
        return reason != Reason.OVER_LIMIT;
    }
}
