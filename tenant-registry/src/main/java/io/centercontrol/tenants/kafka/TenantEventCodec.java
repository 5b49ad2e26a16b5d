package io.centercontrol.tenants.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.FieldChange;
import io.centercontrol.events.tenants.Contact;
import io.centercontrol.events.tenants.Operation;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tenants.EventEncoder;
import io.centercontrol.tenants.model.Tenant;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a tenant as the Avro record of {@code cc.tenants.v1}: the whole tenant, and what happened to it. */
@ApplicationScoped
class TenantEventCodec implements EventEncoder {
    private static final String SOURCE = "tenant-registry";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ObjectMapper json;

    TenantEventCodec(AvroWire wire, ObjectMapper json) {
        this.wire = wire;
        this.json = json;
    }

    void prepare(@Observes StartupEvent start) {
        wire.prepareNow(Contract.TENANTS, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, io.centercontrol.kernel.Change<Tenant> change, Cause cause) {
        var tenant = change.next();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.TENANTS),
                tenant.id().toString(),
                change.type(),
                tenant.id().value(),
                tenant.version(),
                SOURCE,
                tenant.updatedAt(),
                wire.encode(Contract.TENANTS, record(eventId, change, cause)));
    }

    private io.centercontrol.events.tenants.Tenant record(
            UUID eventId, io.centercontrol.kernel.Change<Tenant> change, Cause cause) {
        var tenant = change.next();
        var settings = tenant.settings();
        return io.centercontrol.events.tenants.Tenant.newBuilder()
                .setChange(change(eventId, change, cause))
                .setId(tenant.id().value())
                .setSlug(tenant.slug())
                .setName(settings.name())
                .setKind(TenantKind.valueOf(tenant.kind().name()))
                .setStatus(TenantStatus.valueOf(tenant.state().status().name()))
                .setStatusReason(tenant.statusReason())
                .setAllowedOperations(tenant.state().allowed().stream()
                        .map(operation -> Operation.valueOf(operation.name()))
                        .toList())
                .setReady(tenant.state().ready())
                .setHosts(tenant.hosts())
                .setLocale(settings.locale())
                .setTimeZone(settings.timeZone())
                .setCurrency(settings.currency())
                .setContacts(settings.contacts().stream()
                        .map(contact -> new Contact(contact.role(), contact.name(), contact.email(), contact.phone()))
                        .toList())
                .setPrimaryDomain(settings.primaryDomain())
                .setRegion(settings.region())
                .setLabels(settings.labels())
                .setCreatedAt(tenant.createdAt())
                .setUpdatedAt(tenant.updatedAt())
                .build();
    }

    private Change change(UUID eventId, io.centercontrol.kernel.Change<Tenant> change, Cause cause) {
        var tenant = change.next();
        var actor = cause.actor();
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(tenant.id().toString())
                .setVersion(tenant.version())
                .setType(change.type())
                .setTime(tenant.updatedAt())
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
