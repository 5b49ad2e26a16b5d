package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.Sighting;
import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ProvisioningStatus;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code provisioning}. What a list is filtered and sorted by is kept beside what it is made of. */
record ProvisioningRow(
        UUID tenantId,
        long desiredVersion,
        boolean ready,
        boolean paused,
        List<ServiceEntryRow> services,
        @Nullable DeletionRow deletion,
        String status,
        @Nullable String deletionStatus,
        @Nullable Instant stuckSince,
        @Nullable Instant dueAt,
        long followed,
        long version,
        Instant updatedAt,
        UUID eventId,
        @Nullable String slug,
        @Nullable String name) {
    static ProvisioningRow of(Provisioning p, long followed, UUID eventId, Instant now) {
        var status = p.status();
        var deletion = p.deletion();
        var deletionStatus = p.deletionStatus();
        return new ProvisioningRow(
                p.tenant().value(),
                p.desiredVersion(),
                p.ready(),
                p.paused(),
                p.services().stream().map(ServiceEntryRow::of).toList(),
                deletion == null ? null : DeletionRow.of(deletion),
                status.name(),
                deletionStatus == null ? null : deletionStatus.name(),
                status == ProvisioningStatus.STUCK ? stuckSince(p) : null,
                p.dueAt(),
                followed,
                p.version(),
                now,
                eventId,
                null,
                null);
    }

    private static @Nullable Instant stuckSince(Provisioning p) {
        return p.services().stream()
                .map(ServiceProvisioning::condition)
                .filter(condition -> condition.status() == Condition.Status.FALSE)
                .map(Condition::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    Provisioning toModel() {
        return new Provisioning(
                new TenantId(tenantId),
                desiredVersion,
                ready,
                paused,
                services.stream().map(ServiceEntryRow::toModel).toList(),
                deletion == null ? null : deletion.toModel(),
                version);
    }

    Sighting toSighting() {
        return new Sighting(toModel(), slug, name, updatedAt, eventId);
    }
}
