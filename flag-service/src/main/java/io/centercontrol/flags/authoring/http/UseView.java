package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.use.Standing;
import io.centercontrol.flags.use.model.UseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a flag is used, as far as anybody counts: tenant services by their SDK, and this service itself for OFREP.
 *
 * @param state how it was used in the last 14 days, unless the service is set otherwise
 * @param lastSeenAt when it was asked for last, about; null when it never was
 * @param asked how often in that time
 * @param stale whether it is needed no more by its use: of the kind RELEASE, and not asked for in that time, or by all with
 *     one outcome
 */
record UseView(UseState state, @Nullable Instant lastSeenAt, long asked, boolean stale) {
    /** Null for null: a flag that is there no more. */
    static @Nullable UseView of(@Nullable Standing standing) {
        return standing == null
                ? null
                : new UseView(standing.state(), standing.lastSeenAt(), standing.asked(), standing.stale());
    }
}
