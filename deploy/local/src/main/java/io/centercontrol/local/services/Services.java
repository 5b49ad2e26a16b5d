package io.centercontrol.local.services;

import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of what runs beside the third-party parts. */
public final class Services {
    /** Every service, in the order in which the status shows them. */
    public static final List<Service> ALL = List.of(
            Service.controlPlane("tenant-registry", 8081),
            Service.controlPlane("plan-service", 8082),
            Service.controlPlane("flag-service", 8083).withGrpc(8015),
            Service.controlPlane("provisioning-service", 8084),
            Service.tenantService("storefront-1", "examples/storefront", 8090, "storefront"),
            // One of the two takes a lease, so that both answers of the propagation ledger can be seen.
            Service.tenantService("storefront-2", "examples/storefront", 8091, "storefront")
                    .told("CC_SDK_LEASE", "15s"));

    /**
     * Tenant services that are made known to provisioning-service when the stack starts. Those of the platform itself are
     * among them: no tenant is ACTIVE before they have it too.
     */
    public static final List<TenantService> TENANT_SERVICES = List.of(
            new TenantService("plan-service", "Plan service", true),
            new TenantService("flag-service", "Flag service", true),
            new TenantService("storefront", "Storefront", true));

    /** Who may do what on this stack's broker; it has the broker for itself. */
    public static final Access ACCESS = new Access("");

    private Services() {}

    /** The service of that name. */
    public static Service named(String name) {
        return ALL.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + name));
    }

    /** Those that log in as tenant services and have topics of their own; the platform's own report by their outbox. */
    static List<String> tenantServiceKeys() {
        return TENANT_SERVICES.stream()
                .map(TenantService::key)
                .filter(key -> !Contract.REPORTING_SERVICES.contains(key))
                .toList();
    }

    /** The databases that have an outbox, by their services: each has a log that is kept, and a connector. */
    public static Map<String, String> outboxes() {
        return ALL.stream().filter(Service::outbox).collect(Collectors.toMap(Service::name, Service::database));
    }

    /** All topics that these services need. */
    public static List<Contract.Topic> topics() {
        return Contract.topics(tenantServiceKeys());
    }

    /**
     * A tenant service as provisioning-service knows it.
     *
     * @param required whether a tenant waits for it before it becomes ACTIVE
     */
    public record TenantService(String key, String name, boolean required) {}
}
