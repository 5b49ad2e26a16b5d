package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.Saved;
import io.centercontrol.provisioning.progress.model.TenantService;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code tenant_service}. */
@Entity
@Table(name = "tenant_service")
class TenantServiceRow {
    @Id
    String key;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    boolean required;

    @Column(name = "attempt_timeout_ms", nullable = false)
    long attemptTimeoutMs;

    @Column(name = "first_backoff_ms", nullable = false)
    long firstBackoffMs;

    @Column(name = "most_backoff_ms", nullable = false)
    long mostBackoffMs;

    @Column(nullable = false)
    long version;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    @Column(name = "event_id", nullable = false)
    UUID eventId;

    TenantServiceRow() {}

    TenantServiceRow(TenantService service, UUID eventId, Instant now) {
        this.key = service.key();
        this.name = service.name();
        this.required = service.required();
        this.attemptTimeoutMs = service.attemptTimeout().toMillis();
        this.firstBackoffMs = service.firstBackoff().toMillis();
        this.mostBackoffMs = service.mostBackoff().toMillis();
        this.version = service.version();
        this.updatedAt = now;
        this.eventId = eventId;
    }

    Saved<TenantService> toSaved() {
        var service = new TenantService(
                key,
                name,
                required,
                Duration.ofMillis(attemptTimeoutMs),
                Duration.ofMillis(firstBackoffMs),
                Duration.ofMillis(mostBackoffMs),
                version);
        return new Saved<>(service, eventId);
    }
}
