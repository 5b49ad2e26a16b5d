package io.centercontrol.tenants.store;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.tenants.Saved;
import io.centercontrol.tenants.TenantVersion;
import io.centercontrol.tenants.model.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant_history}; written once. */
@Entity
@Table(name = "tenant_history")
class TenantHistoryRow {
    /** Which version of which tenant. */
    @Embeddable
    record Key(
            @Column(name = "tenant_id") UUID tenantId,
            @Column(name = "version") long version) {}

    /** The changed fields as a JSON object, since Hibernate Reactive takes no array for a document. */
    record Changes(List<FieldChange> fields) {}

    @EmbeddedId
    Key key;

    @Column(name = "event_id")
    UUID eventId;

    @Column
    String type;

    @Column
    Instant time;

    @Column(name = "actor_id")
    String actorId;

    @Column(name = "actor_kind")
    String actorKind;

    @Column(name = "actor_name")
    @Nullable
    String actorName;

    @Column
    @Nullable
    String reason;

    @Column(name = "correlation_id")
    @Nullable
    String correlationId;

    @Column(name = "causation_id")
    @Nullable
    String causationId;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Changes changes;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    TenantDocument document;

    /** For Hibernate. */
    TenantHistoryRow() {}

    TenantHistoryRow(Change<Tenant> change, UUID eventId, Cause cause) {
        var tenant = change.next();
        this.key = new Key(tenant.id().value(), tenant.version());
        this.eventId = eventId;
        this.type = change.type();
        this.time = tenant.updatedAt();
        this.actorId = cause.actor().id();
        this.actorKind = cause.actor().kind().name();
        this.actorName = cause.actor().name();
        this.reason = cause.reason();
        this.correlationId = cause.correlationId();
        this.causationId = cause.causationId();
        this.changes = new Changes(change.fields());
        this.document = TenantDocument.of(tenant);
    }

    /** What led to this version, for a tenant as it stands in its row. */
    Change<Tenant> toChange(Tenant tenant) {
        return new Change<>(tenant, type, changes.fields());
    }

    Cause toCause() {
        return new Cause(
                new Actor(actorId, Actor.Kind.valueOf(actorKind), actorName), reason, correlationId, causationId);
    }

    Saved toSaved() {
        return new Saved(document.toTenant(key.tenantId(), key.version()), eventId);
    }

    TenantVersion toVersion() {
        return new TenantVersion(
                document.toTenant(key.tenantId(), key.version()), eventId, type, time, toCause(), changes.fields());
    }
}
