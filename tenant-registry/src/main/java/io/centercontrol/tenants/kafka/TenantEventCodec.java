package io.centercontrol.tenants.kafka;

import io.centercontrol.events.tenants.Contact;
import io.centercontrol.events.tenants.Deletion;
import io.centercontrol.events.tenants.Domain;
import io.centercontrol.events.tenants.DomainStatus;
import io.centercontrol.events.tenants.Hold;
import io.centercontrol.events.tenants.HoldKind;
import io.centercontrol.events.tenants.Operation;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tenants.EventEncoder;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantState;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a tenant as the Avro record of {@code cc.tenants.v1}: the whole tenant, and what happened to it. */
@ApplicationScoped
class TenantEventCodec implements EventEncoder {
    private static final String SOURCE = "tenant-registry";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    TenantEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void prepare(@Observes StartupEvent start) {
        wire.prepareNow(Contract.TENANTS, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, Change<Tenant> change, Cause cause) {
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
                tenant.isPurged() ? null : wire.encode(Contract.TENANTS, record(eventId, change, cause)));
    }

    private io.centercontrol.events.tenants.Tenant record(UUID eventId, Change<Tenant> change, Cause cause) {
        var tenant = change.next();
        var settings = tenant.settings();
        return io.centercontrol.events.tenants.Tenant.newBuilder()
                .setChange(changes.of(
                        eventId, tenant.id().toString(), tenant.version(), change, cause, tenant.updatedAt()))
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
                .setDomains(tenant.domains().stream()
                        .map(domain -> new Domain(
                                domain.name(),
                                DomainStatus.valueOf(domain.status().name()),
                                domain.verifiedAt()))
                        .toList())
                .setHolds(tenant.holds().stream()
                        .map(hold -> new Hold(
                                hold.id(),
                                HoldKind.valueOf(hold.kind().name()),
                                hold.reason(),
                                hold.placedBy(),
                                hold.placedAt()))
                        .toList())
                .setDeletion(deletion(tenant.state()))
                .setRegisteredPlan(tenant.registeredPlan())
                .build();
    }

    private static @Nullable Deletion deletion(TenantState state) {
        return switch (state) {
            case TenantState.Staying _ -> null;
            case TenantState.Leaving leaving -> {
                var deletion = leaving.deletion();
                yield new Deletion(deletion.requestedAt(), deletion.dueAt(), deletion.deletedAt());
            }
        };
    }
}
