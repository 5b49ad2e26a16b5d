package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.UseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a flag stands by its use.
 *
 * @param lastSeenAt when it was asked for last; null when it never was
 * @param asked how often within the time that is looked back
 * @param stale whether it is needed no more by its use: it is to go some day, and is not asked for, or gives one and the same
 *     to all who ask
 */
public record Standing(UseState state, @Nullable Instant lastSeenAt, long asked, boolean stale) {}
