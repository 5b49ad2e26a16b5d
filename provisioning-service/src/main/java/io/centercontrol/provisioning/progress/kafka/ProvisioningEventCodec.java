package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.provisioning.progress.EventEncoder;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import io.centercontrol.provisioning.progress.model.Task;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Changes as the Avro records of {@code cc.provisioning.v1} and {@code cc.tenant-services.v1}. */
@ApplicationScoped
class ProvisioningEventCodec implements EventEncoder {
    private static final String SOURCE = "provisioning-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    ProvisioningEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.PROVISIONING, PATIENCE);
        wire.prepareNow(Contract.TENANT_SERVICES, PATIENCE);
    }

    @Override
    public OutboxEvent provisioning(UUID eventId, Change<Provisioning> change, Cause cause, Instant now) {
        var next = change.next();
        var key = next.tenant().toString();
        var record = io.centercontrol.events.provisioning.Provisioning.newBuilder()
                .setChange(changes.of(eventId, key, next.version(), change, cause, now))
                .setTenantId(next.tenant().value())
                .setDesiredVersion(next.desiredVersion())
                .setReady(next.ready())
                .setPaused(next.paused())
                .setServices(next.services().stream()
                        .map(ProvisioningEventCodec::service)
                        .toList())
                .setDeletion(next.deletion() == null ? null : DeletionCodec.deletion(next.deletion()))
                .build();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.PROVISIONING),
                key,
                change.type(),
                next.tenant().value(),
                next.version(),
                SOURCE,
                now,
                wire.encode(Contract.PROVISIONING, record));
    }

    @Override
    public OutboxEvent ended(UUID eventId, Provisioning last, Instant now) {
        return new OutboxEvent(
                eventId,
                wire.name(Contract.PROVISIONING),
                last.tenant().toString(),
                "provisioning.ended",
                last.tenant().value(),
                last.version() + 1,
                SOURCE,
                now,
                null);
    }

    @Override
    public OutboxEvent tenantService(UUID eventId, Change<TenantService> change, Cause cause, Instant now) {
        var next = change.next();
        var record = io.centercontrol.events.provisioning.TenantService.newBuilder()
                .setChange(changes.of(eventId, next.key(), next.version(), change, cause, now))
                .setKey(next.key())
                .setName(next.name())
                .setRequired(next.required())
                .setAttemptTimeoutMillis(next.attemptTimeout().toMillis())
                .setFirstBackoffMillis(next.firstBackoff().toMillis())
                .setMostBackoffMillis(next.mostBackoff().toMillis())
                .build();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.TENANT_SERVICES),
                next.key(),
                change.type(),
                null,
                next.version(),
                SOURCE,
                now,
                wire.encode(Contract.TENANT_SERVICES, record));
    }

    private static io.centercontrol.events.provisioning.ServiceProvisioning service(ServiceProvisioning s) {
        return io.centercontrol.events.provisioning.ServiceProvisioning.newBuilder()
                .setService(s.service())
                .setRequired(s.required())
                .setObservedVersion(s.observedVersion())
                .setAttempt(s.attempt())
                .setAwaiting(s.awaiting())
                .setNextTryAt(s.nextTryAt())
                .setConditions(List.of(Conditions.of(Task.PROVISION, s.condition())))
                .build();
    }
}
