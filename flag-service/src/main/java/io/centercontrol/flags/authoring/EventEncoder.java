package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import java.util.UUID;

/** Makes of what happened the event that leaves the house. */
public interface EventEncoder {
    /** What became of a flag. */
    OutboxEvent flag(UUID eventId, Change<Flag> change, Cause cause);
}
