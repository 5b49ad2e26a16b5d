package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.ledger.model.PropagationStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events. What is null does not matter.
 *
 * @param from earliest append time, inclusive
 * @param to latest append time, exclusive
 * @param after the event that the page before ended with
 */
public record PropagationQuery(
        @Nullable TenantId tenant,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable PropagationStatus status,
        int limit,
        @Nullable Place after) {
    /** A place in the list, which is ordered by append time. */
    public record Place(Instant appendedAt, UUID eventId) {}

    /** So many events of the question from a place on, whatever their status. */
    public record Part(PropagationQuery query, @Nullable Place after, int most) {}
}
