package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version in the history of a flag or an evaluator: the whole aggregate, and what led to it.
 *
 * @param eventId of the event that told of it; null for an evaluator, which is told of by the flags that use it
 * @param <S> the aggregate
 */
public record AuthoringVersion<S>(
        S state,
        long version,
        @Nullable UUID eventId,
        String type,
        Instant time,
        Cause cause,
        List<FieldChange> changes) {
    public AuthoringVersion {
        changes = List.copyOf(changes);
    }
}
