package io.centercontrol.testkit;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.FieldChange;
import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody around a service, played by its test: tenant-registry and provisioning-service, on the real broker. */
public final class PlatformFixture implements AutoCloseable {
    private final EventWriter events = new EventWriter(Environment.current());
    private final String service;
    private @Nullable UUID causation;

    /**
     * Around one service.
     *
     * @param service the name of that which is asked for attempts
     */
    public PlatformFixture(String service) {
        this.service = service;
    }

    /** Changes from now on answer an event. */
    public void answering(UUID event) {
        causation = event;
    }

    /** A writer for what makes no sense. */
    public EventWriter events() {
        return events;
    }

    /** A tenant's event; its id. */
    public UUID tenant(UUID tenant, long version, TenantStatus status) {
        var eventId = EventWriter.newId();
        tenant(eventId, tenant, version, status);
        return eventId;
    }

    /** The same event, perhaps again. */
    public void tenant(UUID eventId, UUID tenant, long version, TenantStatus status) {
        var now = Instant.now();
        var record = Tenant.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "tenant.changed"))
                .setId(tenant)
                .setSlug("slug-" + tenant)
                .setName("Canary " + tenant)
                .setKind(TenantKind.TEST)
                .setStatus(status)
                .setStatusReason(null)
                .setAllowedOperations(List.of())
                .setReady(false)
                .setHosts(List.of())
                .setLocale("en")
                .setTimeZone("UTC")
                .setCurrency("EUR")
                .setContacts(List.of())
                .setPrimaryDomain(null)
                .setRegion("eu")
                .setLabels(java.util.Map.of())
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .setDomains(List.of())
                .setHolds(List.of())
                .setDeletion(null)
                .setRegisteredPlan(null)
                .build();
        events.state(Contract.TENANTS, tenant.toString(), eventId, version, record);
    }

    /** Nothing is left of a tenant. */
    public void purged(UUID tenant, long version) {
        events.state(Contract.TENANTS, tenant.toString(), EventWriter.newId(), version, null);
    }

    /** The certificate of its deletion is signed; the event's id is the certificate's. */
    public UUID deleted(UUID tenant, long version) {
        var eventId = EventWriter.newId();
        events.named("tenant.deleted");
        tenant(eventId, tenant, version, TenantStatus.DELETED);
        events.named(null);
        return eventId;
    }

    /** provisioning-service wants a tenant exported, or erased. */
    public void asked(UUID tenant, long version, int attempt, Task task) {
        var deletion = ServiceDeletion.newBuilder()
                .setService(service)
                .setAttempt(attempt)
                .setAwaiting(true)
                .setNextTryAt(null)
                .setExportedAt(null)
                .setExportSha256(null)
                .setExportBytes(null)
                .setErasedAt(null)
                .setErasedBy(null)
                .setKept(List.of())
                .setConditions(List.of())
                .build();
        var eventId = EventWriter.newId();
        var record = Provisioning.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "provisioning.attempted"))
                .setTenantId(tenant)
                .setDesiredVersion(version)
                .setReady(false)
                .setPaused(false)
                .setServices(List.<ServiceProvisioning>of())
                .setDeletion(new TenantDeletion(task, false, false, List.of(deletion)))
                .build();
        events.state(Contract.PROVISIONING, tenant.toString(), eventId, version, record);
    }

    private Change change(UUID eventId, String id, long version, String type) {
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(id)
                .setVersion(version)
                .setType(type)
                .setTime(Instant.now())
                .setActor(new Actor("test", ActorKind.USER, null))
                .setReason("of a test")
                .setCorrelationId("correlation-" + id)
                .setCausationId(causation == null ? null : causation.toString())
                .setChanges(List.of(new FieldChange("/status", "\"ACTIVE\"", "{\"is\":\"" + version + "\"}")))
                .build();
    }

    @Override
    public void close() {
        events.close();
    }
}
