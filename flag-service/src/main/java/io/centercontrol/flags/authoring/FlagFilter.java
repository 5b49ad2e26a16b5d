package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.FlagKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which flags are meant; what is null does not matter.
 *
 * @param tag one of its tags
 * @param text a part of its key, its name or its description, in whatever case
 * @param killed whether a kill switch stands
 * @param stale whether it should be gone
 * @param now what is stale is so at this moment
 */
public record FlagFilter(
        @Nullable FlagKind kind,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String text,
        @Nullable Boolean killed,
        @Nullable Boolean stale,
        @Nullable Boolean sensitive,
        boolean archived,
        Instant now) {}
