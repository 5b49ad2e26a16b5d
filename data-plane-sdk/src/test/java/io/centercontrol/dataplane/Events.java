package io.centercontrol.dataplane;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceErasure;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.events.provisioning.ServiceStay;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.events.tenants.Contact;
import io.centercontrol.events.tenants.Domain;
import io.centercontrol.events.tenants.DomainStatus;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as their owners write them. */
public final class Events {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Events() {}

    public static io.centercontrol.events.tenants.Tenant of(Tenant tenant) {
        return io.centercontrol.events.tenants.Tenant.newBuilder()
                .setChange(change(tenant.id(), tenant.version(), "tenant.changed"))
                .setId(tenant.id().value())
                .setSlug(tenant.slug())
                .setName(tenant.name())
                .setKind(TenantKind.valueOf(tenant.kind().name()))
                .setStatus(TenantStatus.valueOf(tenant.status()))
                .setStatusReason(tenant.statusReason())
                .setAllowedOperations(tenant.allowed().stream()
                        .map(operation -> io.centercontrol.events.tenants.Operation.valueOf(operation.name()))
                        .toList())
                .setReady(tenant.ready())
                .setHosts(tenant.hosts())
                .setLocale(tenant.locale())
                .setTimeZone(tenant.timeZone())
                .setCurrency(tenant.currency())
                .setContacts(tenant.contacts().stream()
                        .map(contact -> Contact.newBuilder()
                                .setRole(contact.role())
                                .setName(contact.name())
                                .setEmail(contact.email())
                                .setPhone(contact.phone())
                                .build())
                        .toList())
                .setPrimaryDomain(tenant.primaryDomain())
                .setRegion(tenant.region())
                .setLabels(tenant.labels())
                .setCreatedAt(tenant.createdAt())
                .setUpdatedAt(tenant.updatedAt())
                .setDomains(tenant.domains().stream().map(Events::domain).toList())
                .build();
    }

    private static Domain domain(Tenant.Domain domain) {
        return Domain.newBuilder()
                .setName(domain.name())
                .setStatus(DomainStatus.valueOf(domain.status()))
                .setVerifiedAt(domain.verifiedAt())
                .build();
    }

    /** The tenant one version later, with these verified domains beside its own host, and no others. */
    public static Tenant owning(Tenant tenant, Map<String, Instant> domains) {
        var hosts = new ArrayList<>(List.of(tenant.slug() + ".localhost"));
        hosts.addAll(domains.keySet());
        return new OtherTenant(tenant)
                .oneVersionLater()
                .hosts(hosts)
                .domains(domains.entrySet().stream()
                        .map(entry -> new Tenant.Domain(entry.getKey(), "VERIFIED", entry.getValue()))
                        .toList())
                .build();
    }

    /** The tenant one version later, suspended. */
    public static Tenant suspended(Tenant tenant, String reason) {
        return new OtherTenant(tenant)
                .oneVersionLater()
                .status("SUSPENDED", reason, Set.of(Operation.BACKOFFICE_READ, Operation.EXPORT))
                .build();
    }

    /** The tenant one version later, with another name. */
    public static Tenant renamed(Tenant tenant, String name) {
        return new OtherTenant(tenant).oneVersionLater().name(name).build();
    }

    /** The tenant at another version. */
    public static Tenant at(Tenant tenant, long version) {
        return new OtherTenant(tenant).version(version).build();
    }

    /** Another tenant like this one. */
    public static Tenant as(Tenant tenant, TenantId id, String slug) {
        return new OtherTenant(tenant).id(id).slug(slug).build();
    }

    /** The tenant one version later, with another slug and host. */
    public static Tenant moved(Tenant tenant, String slug) {
        return new OtherTenant(tenant).oneVersionLater().slug(slug).build();
    }

    /** The same tenant, registered a day later: of two that claim one slug, the newer one has it. */
    public static Tenant registeredLater(Tenant tenant) {
        return new OtherTenant(tenant).later(Duration.ofDays(1)).build();
    }

    /** A request for an attempt of one service. */
    public static Provisioning awaiting(
            Tenant tenant, long version, String service, long observedVersion, int attempt, boolean awaiting) {
        return provisioning(tenant, version, service, observedVersion, attempt, awaiting)
                .build();
    }

    /** Built field by field: a copy of a built one is made with another class loader's Avro where Quarkus runs the test. */
    private static Provisioning.Builder provisioning(
            Tenant tenant, long version, String service, long observedVersion, int attempt, boolean awaiting) {
        return Provisioning.newBuilder()
                .setChange(change(tenant.id(), version, "provisioning.changed"))
                .setTenantId(tenant.id().value())
                .setDesiredVersion(tenant.version())
                .setReady(false)
                .setPaused(false)
                .setServices(List.of(ServiceProvisioning.newBuilder()
                        .setService(service)
                        .setRequired(true)
                        .setObservedVersion(observedVersion)
                        .setAttempt(attempt)
                        .setAwaiting(awaiting)
                        .setStay(ServiceStay.IN_SERVICE)
                        .build()));
    }

    /** A request to erase what is held of a tenant that lives on. */
    public static Provisioning erasing(Tenant tenant, long version, String service, int attempt) {
        return Provisioning.newBuilder()
                .setChange(change(tenant.id(), version, "provisioning.changed"))
                .setTenantId(tenant.id().value())
                .setDesiredVersion(tenant.version())
                .setReady(true)
                .setPaused(false)
                .setServices(List.of(ServiceProvisioning.newBuilder()
                        .setService(service)
                        .setRequired(false)
                        .setObservedVersion(1)
                        .setAttempt(attempt)
                        .setAwaiting(false)
                        .setStay(ServiceStay.ERASING)
                        .setErasure(ServiceErasure.newBuilder()
                                .setAttempt(attempt)
                                .setAwaiting(true)
                                .build())
                        .build()))
                .build();
    }

    /** A request for an attempt at a task of a deletion. */
    public static Provisioning deleting(Tenant tenant, long version, Task task, String service, int attempt) {
        return provisioning(tenant, version, service, 1, attempt, false)
                .setPaused(true)
                .setDeletion(TenantDeletion.newBuilder()
                        .setTask(task)
                        .setExported(false)
                        .setErased(false)
                        .setServices(List.of(ServiceDeletion.newBuilder()
                                .setService(service)
                                .setAttempt(attempt)
                                .setAwaiting(true)
                                .build()))
                        .build())
                .build();
    }

    /** The platform's limits at a version, without a default plan. */
    public static Governance governance(long version, long mostStores) {
        return governance(version, mostStores, null);
    }

    /** The platform's limits at a version. */
    public static Governance governance(long version, long mostStores, @Nullable String defaultPlan) {
        return Governance.newBuilder()
                .setChange(change("platform", version, "governance.changed"))
                .setDefaultMostStores(mostStores)
                .setDeletionGraceSeconds(0)
                .setSlugCoolDownSeconds(0)
                .setExportRetentionSeconds(0)
                .setTombstoneAfterSeconds(0)
                .setUpdatedAt(TIME)
                .setDefaultPlan(defaultPlan)
                .build();
    }

    /** The tenant one version later, on its way out: nothing is allowed any more. */
    public static Tenant leaving(Tenant tenant, String status) {
        return new OtherTenant(tenant)
                .oneVersionLater()
                .status(status, "closed", Set.of())
                .build();
    }

    private static Change change(TenantId id, long version, String type) {
        return change(id.toString(), version, type);
    }

    static Change change(String id, long version, String type) {
        return Change.newBuilder()
                .setEventId(
                        UUID.nameUUIDFromBytes((id + "/" + version).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .setAggregateId(id)
                .setVersion(version)
                .setType(type)
                .setTime(TIME)
                .setActor(Actor.newBuilder()
                        .setId("test")
                        .setKind(ActorKind.SERVICE)
                        .build())
                .build();
    }
}
