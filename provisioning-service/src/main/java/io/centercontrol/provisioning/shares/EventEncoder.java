package io.centercontrol.provisioning.shares;

import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.provisioning.shares.model.Shares;
import java.time.Instant;
import java.util.UUID;

/** Makes of shares the event that leaves the house, with its final bytes. */
public interface EventEncoder {
    /** The event of changed shares. */
    OutboxEvent shares(UUID eventId, Shares shares, Instant now);
}
