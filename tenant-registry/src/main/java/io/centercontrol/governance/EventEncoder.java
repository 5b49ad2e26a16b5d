package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import java.util.UUID;

/** Makes of a change the event that leaves the house. */
public interface EventEncoder {
    /** The event with its final bytes. */
    OutboxEvent encode(UUID eventId, Change<Governance> change, Cause cause);
}
