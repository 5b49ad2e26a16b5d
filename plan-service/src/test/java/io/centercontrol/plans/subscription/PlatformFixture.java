package io.centercontrol.plans.subscription;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Task;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.events.provisioning.ServiceStay;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody around this service, played by the test: tenant-registry and provisioning-service, on the real broker. */
public final class PlatformFixture implements AutoCloseable {
    private final EventWriter events = new EventWriter(Environment.current());

    /** A writer for what makes no sense. */
    public EventWriter events() {
        return events;
    }

    /** Governance of a version. */
    public void governance(long version, @Nullable String defaultPlan, long mostStores) {
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var record = Governance.newBuilder()
                .setChange(change(eventId, "platform", version, "governance.changed"))
                .setMostTestTenants(null)
                .setMostLiveTenants(null)
                .setDefaultMostStores(mostStores)
                .setReservedNames(List.of())
                .setDeletionGraceSeconds(1)
                .setSlugCoolDownSeconds(1)
                .setExportRetentionSeconds(1)
                .setTombstoneAfterSeconds(1)
                .setUpdatedAt(now)
                .setDefaultPlan(defaultPlan)
                .build();
        events.state(Contract.GOVERNANCE, "platform", eventId, version, record);
    }

    /** A tenant that was registered a moment ago. */
    public UUID registered(@Nullable String plan) {
        var tenant = EventWriter.newId();
        tenant(tenant, 1, TenantStatus.PROVISIONING, plan);
        return tenant;
    }

    /** A tenant's event. */
    public void tenant(UUID tenant, long version, TenantStatus status, @Nullable String plan) {
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var record = Tenant.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "tenant.changed"))
                .setId(tenant)
                .setSlug("slug-" + tenant)
                .setName("Tenant " + tenant)
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
                .setRegisteredPlan(plan)
                .build();
        events.state(Contract.TENANTS, tenant.toString(), eventId, version, record);
    }

    /** Nothing is left of a tenant. */
    public void purged(UUID tenant, long version) {
        events.state(Contract.TENANTS, tenant.toString(), EventWriter.newId(), version, null);
    }

    /** provisioning-service wants a subscription for a tenant. */
    public void asked(UUID tenant, long version, int attempt) {
        asked(
                tenant,
                version,
                List.of(ServiceProvisioning.newBuilder()
                        .setService("plan-service")
                        .setRequired(true)
                        .setObservedVersion(0)
                        .setAttempt(attempt)
                        .setAwaiting(true)
                        .setNextTryAt(null)
                        .setConditions(List.of())
                        .setStay(ServiceStay.IN_SERVICE)
                        .build()),
                null);
    }

    /** provisioning-service wants a tenant exported, or erased. */
    public void asked(UUID tenant, long version, int attempt, Task task) {
        var service = ServiceDeletion.newBuilder()
                .setService("plan-service")
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
        asked(tenant, version, List.of(), new TenantDeletion(task, false, false, List.of(service)));
    }

    private void asked(
            UUID tenant, long version, List<ServiceProvisioning> services, @Nullable TenantDeletion deletion) {
        var eventId = EventWriter.newId();
        var record = Provisioning.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "provisioning.attempted"))
                .setTenantId(tenant)
                .setDesiredVersion(version)
                .setReady(false)
                .setPaused(false)
                .setServices(services)
                .setDeletion(deletion)
                .build();
        events.state(Contract.PROVISIONING, tenant.toString(), eventId, version, record);
    }

    /** The record that a message's bytes are. */
    public static Entitlements entitlements(byte[] bytes) {
        return EventWriter.decode(bytes, Entitlements.class);
    }

    private static Change change(UUID eventId, String id, long version, String type) {
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(id)
                .setVersion(version)
                .setType(type)
                .setTime(Instant.now())
                .setActor(new Actor("test", ActorKind.USER, null))
                .setReason(null)
                .setCorrelationId("correlation-" + id)
                .setCausationId(null)
                .setChanges(List.of())
                .build();
    }

    @Override
    public void close() {
        events.close();
    }
}
