package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.Provisioning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provisioning as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record ProvisioningDocument(
        long desiredVersion,
        boolean ready,
        boolean paused,
        List<ServiceDocument> services,
        @Nullable DeletionDocument deletion,
        Instant updatedAt) {
    static ProvisioningDocument of(Provisioning p) {
        var deletion = p.deletion();
        return new ProvisioningDocument(
                p.desiredVersion(),
                p.ready(),
                p.paused(),
                p.services().stream().map(ServiceDocument::of).toList(),
                deletion == null ? null : DeletionDocument.of(deletion),
                p.updatedAt());
    }

    Provisioning toModel(UUID tenant, long version) {
        return new Provisioning(
                new TenantId(tenant),
                desiredVersion,
                ready,
                paused,
                services.stream().map(ServiceDocument::toModel).toList(),
                deletion == null ? null : deletion.toModel(),
                version,
                updatedAt);
    }
}
