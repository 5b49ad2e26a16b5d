package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One version in the history of a rate limit: the whole of it, and what led to it. */
public record LimitVersion(
        RateLimit state, UUID eventId, String type, Instant time, Cause cause, List<FieldChange> changes) {
    public LimitVersion {
        changes = List.copyOf(changes);
    }
}
