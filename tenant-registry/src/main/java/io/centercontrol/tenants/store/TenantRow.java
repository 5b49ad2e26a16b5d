package io.centercontrol.tenants.store;

import io.centercontrol.kit.aggregate.AggregateRow;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant}. */
@Entity
@Table(name = "tenant")
class TenantRow extends AggregateRow<Tenant> {
    @Id
    UUID id;

    @Column
    String slug;

    @Column
    String name;

    @Column
    String kind;

    @Column
    String status;

    @Column
    String region;

    @Column(name = "primary_domain")
    @Nullable
    String primaryDomain;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** As {@link Tenant#dueAt()}. */
    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    @Column(name = "purged_at")
    @Nullable
    Instant purgedAt;

    @Column(name = "search_words")
    String searchWords;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    TenantDocument document;

    /** For Hibernate. */
    TenantRow() {}

    TenantRow(Tenant tenant) {
        id = tenant.id().value();
    }

    @Override
    protected void take(Tenant tenant) {
        slug = tenant.slug();
        name = tenant.settings().name();
        kind = tenant.kind().name();
        status = tenant.state().status().name();
        region = tenant.settings().region();
        primaryDomain = tenant.settings().primaryDomain();
        createdAt = tenant.createdAt();
        updatedAt = tenant.updatedAt();
        dueAt = tenant.dueAt();
        var deletion = tenant.state() instanceof TenantState.Leaving leaving ? leaving.deletion() : null;
        deletedAt = deletion == null ? null : deletion.deletedAt();
        purgedAt = deletion == null ? null : deletion.purgedAt();
        searchWords = SearchWords.of(tenant);
        document = TenantDocument.of(tenant);
    }

    @Override
    protected Tenant state() {
        return document.toTenant(id, version);
    }
}
