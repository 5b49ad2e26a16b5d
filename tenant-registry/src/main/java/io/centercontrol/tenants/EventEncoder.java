package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.tenants.model.Tenant;
import java.util.UUID;

/** Makes of a change the event that leaves the house. */
public interface EventEncoder {
    /** The event with its final bytes. */
    OutboxEvent encode(UUID eventId, Change<Tenant> change, Cause cause);
}
