package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kit.aggregate.AggregateRow;
import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ProvisioningStatus;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code provisioning}. */
@Entity
@Table(name = "provisioning")
class ProvisioningRow extends AggregateRow<Provisioning> {
    /** All that is mapped, for native queries. */
    static final String COLUMNS =
            "id, version, event_id, status, deletion_status, stuck_since, due_at, followed, updated_at, document";

    @Id
    UUID id;

    @Column
    String status;

    @Column(name = "deletion_status")
    @Nullable
    String deletionStatus;

    @Column(name = "stuck_since")
    @Nullable
    Instant stuckSince;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    /** The generation of tenant services that it is up to. */
    @Column
    long followed;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    ProvisioningDocument document;

    /** For Hibernate. */
    ProvisioningRow() {}

    ProvisioningRow(Provisioning provisioning) {
        id = provisioning.tenant().value();
    }

    @Override
    protected void take(Provisioning p) {
        var deletion = p.deletionStatus();
        status = p.status().name();
        deletionStatus = deletion == null ? null : deletion.name();
        stuckSince = p.status() == ProvisioningStatus.STUCK ? stuckSince(p) : null;
        dueAt = p.dueAt();
        updatedAt = p.updatedAt();
        document = ProvisioningDocument.of(p);
    }

    @Override
    protected Provisioning state() {
        return document.toModel(id, version);
    }

    private static @Nullable Instant stuckSince(Provisioning p) {
        return p.services().stream()
                .map(ServiceProvisioning::condition)
                .filter(condition -> condition.status() == Condition.Status.FALSE)
                .map(Condition::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
