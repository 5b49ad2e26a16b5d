package io.centercontrol.local.services;

import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PlatformService;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of what runs beside the third-party parts. */
public final class Services {
    /** Every service, in the order in which the status shows them. */
    public static final List<Service> ALL = Stream.concat(
                    PlatformService.ALL.stream().map(Service::controlPlane).map(Services::onThisMachine),
                    Stream.of(
                            Service.tenantService("storefront-1", "examples/storefront", 8090, "storefront"),
                            // One of the two takes a lease, so that both answers of the propagation ledger can be seen.
                            Service.tenantService("storefront-2", "examples/storefront", 8091, "storefront")
                                    .told("CC_SDK_LEASE", "15s")))
            .toList();

    /**
     * Tenant services that are made known to provisioning-service when the stack starts. Those of the platform itself are
     * among them: no tenant is ACTIVE before they have it too.
     */
    public static final List<TenantService> TENANT_SERVICES = Stream.concat(
                    PlatformService.ALL.stream().flatMap(TenantService::ofPlatform),
                    Stream.of(new TenantService("storefront", "Storefront", true)))
            .toList();

    /** Who may do what on this stack's broker; it has the broker for itself. */
    public static final Access ACCESS = new Access("");

    private Services() {}

    /** Whoever tries webhooks here listens here. */
    private static Service onThisMachine(Service service) {
        return service.name().equals("integration-service")
                ? service.told("CC_WEBHOOKS_REACH", "LOOPBACK_TOO")
                : service;
    }

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
                .filter(key -> !PlatformService.reporting().contains(key))
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
    public record TenantService(String key, String name, boolean required) {
        private static Stream<TenantService> ofPlatform(PlatformService row) {
            var title = row.reportsAs();
            return title == null ? Stream.empty() : Stream.of(new TenantService(row.name(), title, true));
        }
    }
}
