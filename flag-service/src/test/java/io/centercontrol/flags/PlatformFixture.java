package io.centercontrol.flags;

import static org.awaitility.Awaitility.await;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.tenants.Operation;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everybody around this service, played by the test: tenant-registry and plan-service, on the real broker. */
public final class PlatformFixture implements AutoCloseable {
    private final EventWriter events = new EventWriter(Environment.current());

    /** A writer for all that this class has no word for. */
    public EventWriter events() {
        return events;
    }

    /** A live tenant that has a plan, and that the copy knows. */
    public UUID tenant(DataPlane plane, String plan) {
        return tenant(plane, plan, Map.of());
    }

    /** The same with labels. */
    public UUID tenant(DataPlane plane, String plan, Map<String, String> labels) {
        var tenant = EventWriter.newId();
        say(tenant, 1, TenantStatus.ACTIVE, labels);
        entitle(tenant, 1, plan);
        var id = new TenantId(tenant);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> plane.status().health() != Health.NOT_READY
                        && plane.find(id) != null
                        && !plane.entitlements(id).isByDefault());
        return tenant;
    }

    /** A tenant's event. */
    public void say(UUID tenant, long version, TenantStatus status, Map<String, String> labels) {
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var record = Tenant.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "tenant.changed"))
                .setId(tenant)
                .setSlug("slug-" + tenant)
                .setName("Tenant " + tenant)
                .setKind(TenantKind.LIVE)
                .setStatus(status)
                .setStatusReason(null)
                .setAllowedOperations(List.of(Operation.LOGIN, Operation.ORDER))
                .setReady(true)
                .setHosts(List.of())
                .setLocale("en")
                .setTimeZone("UTC")
                .setCurrency("EUR")
                .setContacts(List.of())
                .setPrimaryDomain(null)
                .setRegion("eu")
                .setLabels(labels)
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .setDomains(List.of())
                .setHolds(List.of())
                .setDeletion(null)
                .setRegisteredPlan(null)
                .build();
        events.state(Contract.TENANTS, tenant.toString(), eventId, version, record);
    }

    /** A tenant has a plan. */
    public void entitle(UUID tenant, long version, String plan) {
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var record = Entitlements.newBuilder()
                .setChange(change(eventId, tenant.toString(), version, "subscription.changed"))
                .setTenantId(tenant)
                .setPlan(plan)
                .setPlanVersion(1)
                .setPlanName("Plan " + plan)
                .setPlanSince(now)
                .setTrial(false)
                .setValues(List.of())
                .setAddOns(List.of())
                .setOverrides(List.of())
                .setScheduled(List.of())
                .setUpdatedAt(now)
                .build();
        events.state(Contract.ENTITLEMENTS, tenant.toString(), eventId, version, record);
    }

    /** The change of an event. */
    public static Change change(UUID eventId, String id, long version, String type) {
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
