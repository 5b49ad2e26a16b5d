package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import java.time.Instant;
import java.util.UUID;

/** Makes of a change the event that leaves the house. */
public interface EventEncoder {
    /** The event with its final bytes. */
    OutboxEvent encode(UUID eventId, Change<RateLimit> change, Cause cause);

    /** The tombstone that ends a rate limit for good. */
    OutboxEvent erased(UUID eventId, LimitKey key, long version, Instant now);
}
