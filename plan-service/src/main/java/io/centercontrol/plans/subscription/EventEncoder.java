package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import java.time.Instant;
import java.util.UUID;

/** Makes of what happened the event that leaves the house. */
public interface EventEncoder {
    /** What a tenant is entitled to. */
    OutboxEvent entitlements(Decided decided);

    /** That nothing is left of a tenant: a tombstone. */
    OutboxEvent erased(UUID eventId, TenantId tenant, long version, Instant now);
}
