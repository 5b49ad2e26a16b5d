package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.time.Instant;
import java.util.UUID;

/** Makes of a change the event that leaves the house, with its final bytes. */
public interface EventEncoder {
    /** The event of a changed provisioning. */
    OutboxEvent provisioning(UUID eventId, Change<Provisioning> change, Cause cause, Instant now);

    /** The tombstone of a provisioning that ends; {@code last} is what it was. */
    OutboxEvent ended(UUID eventId, Provisioning last, Instant now);

    /** The event of a changed tenant service. */
    OutboxEvent tenantService(UUID eventId, Change<TenantService> change, Cause cause, Instant now);
}
