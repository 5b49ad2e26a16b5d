package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kit.aggregate.AggregateRow;
import io.centercontrol.provisioning.progress.model.TenantService;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code tenant_service}. */
@Entity
@Table(name = "tenant_service")
class TenantServiceRow extends AggregateRow<TenantService> {
    /** Its key. */
    @Id
    String id;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    TenantServiceDocument document;

    /** For Hibernate. */
    TenantServiceRow() {}

    TenantServiceRow(TenantService service) {
        id = service.key();
    }

    @Override
    protected void take(TenantService service) {
        document = TenantServiceDocument.of(service);
    }

    @Override
    protected TenantService state() {
        return document.toModel(id, version);
    }
}
