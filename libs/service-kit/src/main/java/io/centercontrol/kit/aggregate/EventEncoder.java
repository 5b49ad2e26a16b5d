package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import java.time.Instant;
import java.util.UUID;

/** Makes of a change the event that leaves the house: the Kafka door's part of a save, so that the cellar knows no Avro. */
public interface EventEncoder<S extends Aggregate> {
    /** The event with its final bytes. */
    OutboxEvent encode(UUID eventId, Change<S> change, Cause cause);

    /** The tombstone that ends an aggregate for good, as the version after its last. */
    OutboxEvent erased(UUID eventId, S last, Instant now);
}
