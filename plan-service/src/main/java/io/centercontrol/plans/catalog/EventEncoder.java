package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import java.util.UUID;

/**
 * Makes of a change the event that leaves the house.
 *
 * @param <S> the aggregate
 */
public interface EventEncoder<S> {
    /** The event with its final bytes. */
    OutboxEvent encode(UUID eventId, Change<S> change, Cause cause);
}
