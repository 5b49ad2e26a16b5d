package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.provisioning.ledger.model.Health;
import io.centercontrol.provisioning.ledger.model.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code instance}, as JSON. */
record InstanceRow(
        String service,
        String instanceId,
        String sdkVersion,
        Health health,
        @Nullable Long leaseMs,
        @Nullable Long sinceEndMs,
        Instant startedAt,
        Instant firstHeardAt,
        Instant runHeardAt,
        @Nullable Instant idleSince,
        Instant lastHeardAt,
        List<String> topics,
        boolean stopping,
        @Nullable Instant goneAt,
        @Nullable String goneBy,
        @Nullable String goneReason) {
    Instance toModel() {
        return new Instance(
                instanceId,
                service,
                sdkVersion,
                health,
                leaseMs == null ? null : Duration.ofMillis(leaseMs),
                sinceEndMs == null ? null : Duration.ofMillis(sinceEndMs),
                startedAt,
                firstHeardAt,
                runHeardAt,
                idleSince,
                lastHeardAt,
                Set.copyOf(topics),
                stopping,
                goneAt == null
                        ? null
                        : new Instance.Gone(
                                goneAt, Objects.requireNonNull(goneBy), Objects.requireNonNull(goneReason)));
    }
}
