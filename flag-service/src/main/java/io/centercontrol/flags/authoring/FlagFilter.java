package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.use.model.UseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which flags are meant; what is null does not matter.
 *
 * @param key its whole key
 * @param tag one of its tags
 * @param text a part of its key, its name or its description, in whatever case
 * @param killed whether a kill switch stands
 * @param stale whether it should be gone
 * @param use how it is used
 * @param now what is stale is so at this moment
 */
public record FlagFilter(
        @Nullable String key,
        @Nullable FlagKind kind,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String text,
        @Nullable Boolean killed,
        @Nullable Boolean stale,
        UseFilter use,
        @Nullable Boolean sensitive,
        boolean archived,
        Instant now) {
    /** All that are archived, or all others. */
    public static FlagFilter all(boolean archived, Instant now) {
        return new FlagFilter(null, null, null, null, null, null, null, UseFilter.any(now), null, archived, now);
    }

    /**
     * Which use is meant; what is null does not matter.
     *
     * @param lastSeenBefore it was asked for, and not since then
     * @param neverSeen whether nobody ever asked for it
     * @param state how it is used
     * @param stale whether it is needed no more by its use
     * @param since its use is looked at from then on
     */
    public record UseFilter(
            @Nullable Instant lastSeenBefore,
            @Nullable Boolean neverSeen,
            @Nullable UseState state,
            @Nullable Boolean stale,
            Instant since) {
        /** However it is used. */
        public static UseFilter any(Instant now) {
            return new UseFilter(null, null, null, null, now);
        }
    }
}
