package io.centercontrol.schemas;

import io.centercontrol.schemas.Contract.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service of the platform itself: one row each. ACLs, groups, topics, connectors, ports and what the launcher starts come of
 * these rows; a service of tomorrow is one more.
 *
 * @param name of its module, its user at the broker, its connector
 * @param httpPort of the local stack, before any offset
 * @param grpcPort the same; 0 for none
 * @param owns the state topics that it alone writes to, by its outbox
 * @param hears the topics that it reads, by consumer group; the empty name is the group that is called as the service is
 * @param hearsOfEach of these topics the one of each tenant service, in a group that is called by the family
 * @param reportsAs what it is called as one of those that take part in a tenant's provisioning; null when it does not
 * @param follows whether its instances embed the SDK, and so count in the propagation ledger
 * @param compares whether it compares what it has heard with the owners' digests, and asks for what it lacks
 * @param takesUsage whether its instances take usage in by HTTP, and write it themselves to the topic of usage of its name: who
 *     sent it is told that it is safe when the brokers have it
 */
public record PlatformService(
        String name,
        int httpPort,
        int grpcPort,
        List<Topic> owns,
        Map<String, List<Topic>> hears,
        List<Family> hearsOfEach,
        @Nullable String reportsAs,
        boolean follows,
        boolean compares,
        boolean takesUsage) {
    /** Topics that each tenant service has one of. */
    public enum Family {
        REPORTS,
        POSITIONS,
        DIFFERENCES,
        MEASURES,
        USAGE;

        /** The topic of one tenant service. */
        public Topic of(String key) {
            return switch (this) {
                case REPORTS -> Contract.reports(key);
                case POSITIONS -> Contract.positions(key);
                case DIFFERENCES -> Contract.differences(key);
                case MEASURES -> Contract.measures(key);
                case USAGE -> Contract.usage(key);
            };
        }

        String group() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All of them, in the order in which a status shows them. */
    public static final List<PlatformService> ALL = List.of(
            row("tenant-registry", 8081)
                    .owning(Contract.TENANTS, Contract.GOVERNANCE)
                    .hearing("", Contract.PROVISIONING)
                    .hearing("plans", Contract.PLANS),
            row("plan-service", 8082)
                    .owning(Contract.FEATURES, Contract.PLANS, Contract.ENTITLEMENTS)
                    .hearing("", Contract.TENANTS)
                    .hearing("governance", Contract.GOVERNANCE)
                    .hearing("provisioning", Contract.PROVISIONING)
                    .reportingAs("Plan service"),
            row("flag-service", 8083)
                    .withGrpc(8015)
                    .owning(Contract.FLAGS, Contract.LIMITS)
                    .hearing("provisioning", Contract.PROVISIONING)
                    .hearingOfEach(Family.MEASURES)
                    .reportingAs("Flag service")
                    .following(),
            row("provisioning-service", 8084)
                    .owning(Contract.PROVISIONING, Contract.TENANT_SERVICES, Contract.SHARES)
                    .hearing("tenants", Contract.TENANTS)
                    .hearing("entitlements", Contract.ENTITLEMENTS)
                    .hearing("governance", Contract.GOVERNANCE)
                    .hearing(
                            "changes",
                            Contract.TENANTS,
                            Contract.GOVERNANCE,
                            Contract.PROVISIONING,
                            Contract.TENANT_SERVICES,
                            Contract.PLANS,
                            Contract.ENTITLEMENTS,
                            Contract.FLAGS,
                            Contract.LIMITS)
                    .hearingOfEach(Family.REPORTS, Family.POSITIONS),
            row("audit-service", 8085)
                    .owning(Contract.AUDIT_CHECKPOINTS)
                    .hearing("governance", Contract.GOVERNANCE)
                    .hearing("provisioning", Contract.PROVISIONING)
                    .hearing(
                            "trail",
                            Contract.TENANTS,
                            Contract.GOVERNANCE,
                            Contract.PROVISIONING,
                            Contract.TENANT_SERVICES,
                            Contract.FEATURES,
                            Contract.PLANS,
                            Contract.ENTITLEMENTS,
                            Contract.FLAGS,
                            Contract.LIMITS,
                            Contract.WEBHOOK_ENDPOINTS,
                            Contract.METERS,
                            Contract.AUDIT)
                    .hearing("digests", Contract.DIGESTS)
                    .reportingAs("Audit service")
                    .asking(),
            row("metrics-ingest", 8086)
                    .owning(Contract.METERS, Contract.CONSUMPTION, Contract.BILLING)
                    .hearing("tenants", Contract.TENANTS)
                    .hearing("entitlements", Contract.ENTITLEMENTS)
                    .hearing("billing-tenants", Contract.TENANTS)
                    .hearing("billing-entitlements", Contract.ENTITLEMENTS)
                    .hearing("billing-plans", Contract.PLANS)
                    .hearing("provisioning", Contract.PROVISIONING)
                    .hearingOfEach(Family.USAGE)
                    .reportingAs("Metrics ingest")
                    .withUsage(),
            row("integration-service", 8087)
                    .owning(Contract.WEBHOOK_ENDPOINTS)
                    .hearing("provisioning", Contract.PROVISIONING)
                    .hearing(
                            "events",
                            Contract.TENANTS,
                            Contract.GOVERNANCE,
                            Contract.PROVISIONING,
                            Contract.TENANT_SERVICES,
                            Contract.FEATURES,
                            Contract.PLANS,
                            Contract.ENTITLEMENTS,
                            Contract.FLAGS,
                            Contract.LIMITS,
                            Contract.WEBHOOK_ENDPOINTS,
                            Contract.METERS,
                            Contract.CONSUMPTION,
                            Contract.BILLING)
                    .reportingAs("Integration service"));

    public PlatformService {
        owns = List.copyOf(owns);
        hears = Collections.unmodifiableMap(new LinkedHashMap<>(hears));
        hearsOfEach = List.copyOf(hearsOfEach);
    }

    /** Those that take part in a tenant's provisioning, as tenant services do, by name. */
    public static List<String> reporting() {
        return ALL.stream()
                .filter(service -> service.reportsAs != null)
                .map(PlatformService::name)
                .toList();
    }

    /** Those whose instances follow the platform and tell their positions, as tenant services' instances do, by name. */
    public static List<String> followingServices() {
        return ALL.stream()
                .filter(PlatformService::follows)
                .map(PlatformService::name)
                .toList();
    }

    /** Those that ask owners for what they lack, by their outboxes, by name. */
    public static List<String> comparing() {
        return ALL.stream()
                .filter(service -> service.compares)
                .map(PlatformService::name)
                .toList();
    }

    /** Those that take usage in by HTTP, by name. */
    public static List<String> takingUsage() {
        return ALL.stream()
                .filter(service -> service.takesUsage)
                .map(PlatformService::name)
                .toList();
    }

    /**
     * Every topic that its outbox may carry: what it owns, digests of that, what else happened in it, its reports, and what it
     * lacks.
     */
    List<Topic> writes() {
        return Stream.of(
                        owns.stream(),
                        Stream.of(Contract.DIGESTS, Contract.AUDIT),
                        reportsAs == null ? Stream.<Topic>empty() : Stream.of(Contract.reports(name)),
                        compares ? Stream.of(Contract.differences(name)) : Stream.<Topic>empty())
                .flatMap(topics -> topics)
                .toList();
    }

    /** The families that it hears: every owner hears in what its topics' copies differ. */
    Set<Family> families() {
        var all = EnumSet.of(Family.DIFFERENCES);
        all.addAll(hearsOfEach);
        return all;
    }

    /** Its consumer groups, without any prefix. */
    List<String> groups() {
        var groups = new ArrayList<String>();
        hears.keySet().forEach(group -> groups.add(group.isEmpty() ? name : name + "-" + group));
        families().forEach(family -> groups.add(name + "-" + family.group()));
        return groups;
    }

    private static PlatformService row(String name, int httpPort) {
        return new PlatformService(name, httpPort, 0, List.of(), Map.of(), List.of(), null, false, false, false);
    }

    private PlatformService withGrpc(int port) {
        return new PlatformService(
                name, httpPort, port, owns, hears, hearsOfEach, reportsAs, follows, compares, takesUsage);
    }

    private PlatformService owning(Topic... topics) {
        return new PlatformService(
                name,
                httpPort,
                grpcPort,
                List.of(topics),
                hears,
                hearsOfEach,
                reportsAs,
                follows,
                compares,
                takesUsage);
    }

    private PlatformService hearing(String group, Topic... topics) {
        var more = new LinkedHashMap<>(hears);
        more.put(group, List.of(topics));
        return new PlatformService(
                name, httpPort, grpcPort, owns, more, hearsOfEach, reportsAs, follows, compares, takesUsage);
    }

    private PlatformService hearingOfEach(Family... families) {
        return new PlatformService(
                name, httpPort, grpcPort, owns, hears, List.of(families), reportsAs, follows, compares, takesUsage);
    }

    private PlatformService reportingAs(String title) {
        return new PlatformService(
                name, httpPort, grpcPort, owns, hears, hearsOfEach, title, follows, compares, takesUsage);
    }

    private PlatformService following() {
        return new PlatformService(
                name, httpPort, grpcPort, owns, hears, hearsOfEach, reportsAs, true, compares, takesUsage);
    }

    private PlatformService asking() {
        return new PlatformService(
                name, httpPort, grpcPort, owns, hears, hearsOfEach, reportsAs, follows, true, takesUsage);
    }

    private PlatformService withUsage() {
        return new PlatformService(
                name, httpPort, grpcPort, owns, hears, hearsOfEach, reportsAs, follows, compares, true);
    }
}
