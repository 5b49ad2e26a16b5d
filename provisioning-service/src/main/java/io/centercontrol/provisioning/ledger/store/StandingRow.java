package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.provisioning.ledger.model.Standing;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one instance stands towards one event. */
record StandingRow(
        UUID eventId,
        InstanceRow instance,
        @Nullable Long nextOffset,
        boolean quarantined,
        @Nullable Instant passedAt) {
    Standing toStanding() {
        return new Standing(instance.toModel(), nextOffset, passedAt, quarantined);
    }
}
