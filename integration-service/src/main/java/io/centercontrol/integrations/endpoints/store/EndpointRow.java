package io.centercontrol.integrations.endpoints.store;

import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kit.aggregate.AggregateRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code webhook_endpoint}. */
@Entity
@Table(name = "webhook_endpoint")
class EndpointRow extends AggregateRow<WebhookEndpoint> {
    /** All that is mapped, for native queries. */
    static final String COLUMNS =
            "id, version, event_id, payload, ordered, every_tenant, enabled, removed, since, document";

    @Id
    UUID id;

    @Column
    String payload;

    @Column
    boolean ordered;

    @Column(name = "every_tenant")
    boolean everyTenant;

    @Column
    boolean enabled;

    @Column
    boolean removed;

    @Column(updatable = false)
    Instant since;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    EndpointDocument document;

    /** For Hibernate. */
    EndpointRow() {}

    EndpointRow(WebhookEndpoint endpoint) {
        id = endpoint.id();
        since = endpoint.createdAt();
    }

    @Override
    protected void take(WebhookEndpoint endpoint) {
        payload = endpoint.terms().payload().name();
        ordered = endpoint.terms().ordered();
        everyTenant = endpoint.terms().tenants() == null;
        enabled = endpoint.disabled() == null;
        removed = endpoint.removed();
        document = EndpointDocument.of(endpoint);
    }

    @Override
    protected WebhookEndpoint state() {
        return document.toEndpoint(id, version);
    }
}
