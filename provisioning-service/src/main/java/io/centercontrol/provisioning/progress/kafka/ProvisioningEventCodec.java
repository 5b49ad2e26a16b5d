package io.centercontrol.provisioning.progress.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Condition;
import io.centercontrol.events.ConditionStatus;
import io.centercontrol.events.FieldChange;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.provisioning.progress.EventEncoder;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes as the Avro records of {@code cc.provisioning.v1} and {@code cc.tenant-services.v1}. */
@ApplicationScoped
class ProvisioningEventCodec implements EventEncoder {
    private static final String SOURCE = "provisioning-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ObjectMapper json;

    ProvisioningEventCodec(AvroWire wire, ObjectMapper json) {
        this.wire = wire;
        this.json = json;
    }

    void prepare(@Observes StartupEvent start) {
        wire.prepareNow(Contract.PROVISIONING, PATIENCE);
        wire.prepareNow(Contract.TENANT_SERVICES, PATIENCE);
    }

    @Override
    public OutboxEvent provisioning(
            UUID eventId, io.centercontrol.kernel.Change<Provisioning> change, Cause cause, Instant now) {
        var next = change.next();
        var key = next.tenant().toString();
        var record = io.centercontrol.events.provisioning.Provisioning.newBuilder()
                .setChange(change(eventId, key, next.version(), change, cause, now))
                .setTenantId(next.tenant().value())
                .setDesiredVersion(next.desiredVersion())
                .setReady(next.ready())
                .setPaused(next.paused())
                .setServices(next.services().stream()
                        .map(ProvisioningEventCodec::service)
                        .toList())
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
    public OutboxEvent tenantService(
            UUID eventId, io.centercontrol.kernel.Change<TenantService> change, Cause cause, Instant now) {
        var next = change.next();
        var record = io.centercontrol.events.provisioning.TenantService.newBuilder()
                .setChange(change(eventId, next.key(), next.version(), change, cause, now))
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
                .setConditions(List.of(new Condition(
                        io.centercontrol.provisioning.progress.model.Condition.PROVISIONED,
                        ConditionStatus.valueOf(s.condition().status().name()),
                        s.condition().reason(),
                        s.condition().message(),
                        s.condition().since())))
                .build();
    }

    private Change change(
            UUID eventId,
            String aggregateId,
            long version,
            io.centercontrol.kernel.Change<?> change,
            Cause cause,
            Instant now) {
        var actor = cause.actor();
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(aggregateId)
                .setVersion(version)
                .setType(change.type())
                .setTime(now)
                .setActor(new Actor(actor.id(), ActorKind.valueOf(actor.kind().name()), actor.name()))
                .setReason(cause.reason())
                .setCorrelationId(cause.correlationId())
                .setCausationId(cause.causationId())
                .setChanges(change.fields().stream()
                        .map(field -> new FieldChange(field.path(), text(field.before()), text(field.after())))
                        .toList())
                .build();
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a field's value can always be written", e);
        }
    }
}
