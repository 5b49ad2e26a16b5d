package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version in an aggregate's history: the whole of it, and what led to it.
 *
 * @param version which one
 * @param eventId the event that told of it; null where others tell of it
 * @param type what happened, in the past tense
 * @param time when it was decided
 */
public record Version<S extends Aggregate>(
        S state,
        long version,
        @Nullable UUID eventId,
        String type,
        Instant time,
        Cause cause,
        List<FieldChange> changes) {
    public Version {
        changes = List.copyOf(changes);
    }

    /** The aggregate as it was kept then; only of what is told of by events of its own. */
    public Kept<S> kept() {
        return new Kept<>(state, Objects.requireNonNull(eventId, "told of by an event"));
    }

    /** What led to it, as it was decided. */
    public Change<S> toChange() {
        return new Change<>(state, type, changes);
    }
}
