package io.centercontrol.schemas;

import io.centercontrol.schemas.Contract.Topic;
import io.centercontrol.schemas.Grant.Kind;
import io.centercontrol.schemas.Grant.Operation;
import io.centercontrol.schemas.PlatformService.Family;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may do what on the broker, in one environment. Every user, topic and transactional id is named in full, so that
 * what nobody wrote down is refused; a tenant service chooses its groups, below a name that is its own. The launcher and the onboarding of a tenant service make ACLs of it.
 *
 * @param prefix stands before every user, topic and group of the environment; empty in production
 * @param guests services that stand in the environment and are none of the platform's, such as a specimen under test
 */
public record Access(String prefix, List<PlatformService> guests) {
    /** The Connect worker; one for all environments of a broker. */
    public static final String CONNECT_USER = "connect";

    /** The Connect worker's group, which also begins the transactional ids of its connectors. */
    public static final String CONNECT_GROUP = "center-control-connect";

    /** Where the Connect worker keeps the connectors' settings. */
    public static final String CONNECT_CONFIGS = "cc.connect.configs";

    /** Where the Connect worker keeps how far connectors are that have no such topic of their own. */
    public static final String CONNECT_OFFSETS = "cc.connect.offsets";

    /** Where the Connect worker keeps the connectors' states. */
    public static final String CONNECT_STATUS = "cc.connect.status";

    /** What every tenant service reads. */
    private static final List<Topic> FOLLOWED = List.of(
            Contract.TENANTS,
            Contract.PROVISIONING,
            Contract.GOVERNANCE,
            Contract.PLANS,
            Contract.ENTITLEMENTS,
            Contract.FLAGS,
            Contract.LIMITS,
            Contract.SHARES,
            Contract.CONSUMPTION,
            Contract.DIGESTS,
            Contract.AUDIT_CHECKPOINTS);

    public Access {
        guests = List.copyOf(guests);
    }

    /** Of an environment that has the platform's services and no guests. */
    public Access(String prefix) {
        this(prefix, List.of());
    }

    /** All that a broker needs of this environment when it has these tenant services. */
    public Set<Grant> with(Collection<String> tenantServices) {
        var grants = new LinkedHashSet<Grant>();
        for (var service : all()) {
            grants.addAll(ofService(service.name()));
            grants.addAll(ofConnector(service.name()));
        }
        PlatformService.reporting().forEach(service -> grants.addAll(hearing(service, Set.of(Family.REPORTS))));
        for (var service : PlatformService.followingServices()) {
            grants.addAll(ofFollowing(service));
            grants.addAll(hearing(service, Set.of(Family.POSITIONS, Family.DIFFERENCES)));
        }
        PlatformService.comparing().forEach(service -> grants.addAll(hearing(service, Set.of(Family.DIFFERENCES))));
        PlatformService.takingUsage().forEach(service -> grants.addAll(hearing(service, Set.of(Family.USAGE))));
        grants.addAll(ofOnboarding());
        for (var tenantService : tenantServices) {
            grants.addAll(onTenantService(tenantService));
        }
        return Collections.unmodifiableSet(grants);
    }

    /** The platform's services that use the broker. */
    public static List<String> services() {
        return PlatformService.ALL.stream().map(PlatformService::name).sorted().toList();
    }

    /** The platform's services, and those that are its guests here. */
    public List<PlatformService> all() {
        return Stream.concat(PlatformService.ALL.stream(), guests.stream()).toList();
    }

    /** The user that a platform service logs in as. */
    public String serviceUser(String service) {
        return prefix + service;
    }

    /** The user that a platform service's connector logs in as. */
    public String connectorUser(String service) {
        return prefix + "connector-" + service;
    }

    /** The user that a tenant service logs in as; no key makes it a user of the platform. */
    public String tenantServiceUser(String key) {
        return prefix + "tenant-service-" + key;
    }

    /** The user of one of a tenant service's credentials; no key has a full stop. */
    public String credentialUser(String key, int no) {
        return tenantServiceUser(key) + "." + no;
    }

    /** What the groups begin with that a tenant service may make up for itself; no key has a full stop. */
    public String groups(String key) {
        return prefix + key + ".";
    }

    /** The user that onboards tenant services: it makes topics, users and ACLs, and can neither read nor write. */
    public String onboardingUser() {
        return prefix + "onboarding";
    }

    /** The connector that carries a platform service's outbox. */
    public String connector(String service) {
        return prefix + service;
    }

    /** Where a service's connector keeps how far it is; its own, so that no connector can set another one back. */
    public String connectorOffsets(String service) {
        return CONNECT_OFFSETS + "." + connector(service);
    }

    /** The topic of a connector's heartbeats. */
    public String connectorHeartbeat(String service) {
        return "__debezium-heartbeat.cc.outbox." + connector(service);
    }

    /** The transactional id of a connector's one task, as Connect makes it. */
    public String connectorTransactionalId(String service) {
        return CONNECT_GROUP + "-" + connector(service) + "-0";
    }

    /** What a platform service may do, apart from what each tenant service adds to it. */
    public Set<Grant> ofService(String service) {
        var row = named(service);
        var grants = new Grants(serviceUser(service));
        row.hears().values().stream()
                .flatMap(List::stream)
                .forEach(topic -> grants.add(Kind.TOPIC, prefix + topic.name(), Operation.READ));
        row.groups().forEach(group -> grants.add(Kind.GROUP, prefix + group, Operation.READ));
        if (row.takesUsage()) {
            grants.add(Kind.TOPIC, prefix + Contract.usage(service).name(), Operation.WRITE);
        }
        return grants.all();
    }

    /** What a platform service's connector may do: write what its service owns, exactly once. */
    public Set<Grant> ofConnector(String service) {
        var grants = new Grants(connectorUser(service));
        for (var topic : named(service).writes()) {
            grants.add(Kind.TOPIC, prefix + topic.name(), Operation.WRITE);
        }
        grants.add(Kind.TOPIC, connectorHeartbeat(service), Operation.WRITE);
        grants.add(Kind.TOPIC, connectorOffsets(service), Operation.READ, Operation.WRITE, Operation.DESCRIBE_CONFIGS);
        grants.add(Kind.TRANSACTIONAL_ID, connectorTransactionalId(service), Operation.WRITE);
        return grants.all();
    }

    /** What the Connect worker may do: keep its own records, and not one event more. */
    public static Set<Grant> ofConnect() {
        var grants = new Grants(CONNECT_USER);
        for (var topic : List.of(CONNECT_CONFIGS, CONNECT_OFFSETS, CONNECT_STATUS)) {
            grants.add(
                    Kind.TOPIC, topic, Operation.READ, Operation.WRITE, Operation.CREATE, Operation.DESCRIBE_CONFIGS);
        }
        grants.add(Kind.GROUP, CONNECT_GROUP, Operation.READ);
        grants.add(Kind.TRANSACTIONAL_ID, "connect-cluster-" + CONNECT_GROUP, Operation.WRITE);
        return grants.all();
    }

    /** What onboarding may do. ALTER of the cluster allows users and ACLs, so its password is worth the platform's. */
    public Set<Grant> ofOnboarding() {
        var grants = new Grants(onboardingUser());
        grants.add(Kind.CLUSTER, Grant.CLUSTER_NAME, Operation.CREATE, Operation.ALTER);
        return grants.all();
    }

    /** What onboarding needs, for a moment, to remove the topics of a tenant service that was retired. */
    public Set<Grant> ending(String key) {
        var grants = new Grants(onboardingUser());
        Contract.topicsOf(key).forEach(topic -> grants.add(Kind.TOPIC, prefix + topic.name(), Operation.DELETE));
        return grants.all();
    }

    /** What a tenant service may do: follow the platform, and tell of itself. */
    public Set<Grant> ofTenantService(String key) {
        return ofTenantService(key, tenantServiceUser(key));
    }

    /** The same for the user of one of its credentials. */
    public Set<Grant> ofTenantService(String key, String user) {
        var grants = following(user);
        grants.add(Kind.GROUP, prefix + key + "-provisioning", Operation.READ);
        grants.add(Kind.GROUP_PREFIX, groups(key), Operation.READ);
        Contract.topicsOf(key).forEach(topic -> grants.add(Kind.TOPIC, prefix + topic.name(), Operation.WRITE));
        return grants.all();
    }

    /** What an instance of a platform service may do that follows the platform, as the user {@link #tenantServiceUser}. */
    public Set<Grant> ofFollowing(String service) {
        var grants = following(tenantServiceUser(service));
        grants.add(Kind.TOPIC, prefix + Contract.positions(service).name(), Operation.WRITE);
        grants.add(Kind.TOPIC, prefix + Contract.differences(service).name(), Operation.WRITE);
        return grants.all();
    }

    private Grants following(String user) {
        var grants = new Grants(user);
        FOLLOWED.forEach(topic -> grants.add(Kind.TOPIC, prefix + topic.name(), Operation.READ));
        return grants;
    }

    /** All that a new tenant service brings: what it may do, and that the platform's services may hear it. */
    public Set<Grant> onTenantService(String key) {
        var grants = new LinkedHashSet<>(ofTenantService(key));
        grants.addAll(hearing(key));
        return Collections.unmodifiableSet(grants);
    }

    /** That the platform's services may hear a tenant service. */
    public Set<Grant> hearing(String key) {
        return hearing(key, Set.of(Family.values()));
    }

    private Set<Grant> hearing(String key, Set<Family> written) {
        var grants = new LinkedHashSet<Grant>();
        for (var service : all()) {
            for (var family : service.families()) {
                if (!written.contains(family)) {
                    continue;
                }
                grants.add(new Grant(
                        serviceUser(service.name()),
                        Kind.TOPIC,
                        prefix + family.of(key).name(),
                        Operation.READ));
            }
        }
        return Collections.unmodifiableSet(grants);
    }

    private PlatformService named(String service) {
        return all().stream()
                .filter(row -> row.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service uses the broker as " + service));
    }

    /** Collects what one user may do. */
    private static final class Grants {
        private final String user;
        private final Set<Grant> all = new LinkedHashSet<>();

        Grants(String user) {
            this.user = user;
        }

        void add(Kind kind, String resource, Operation... operations) {
            for (var operation : operations) {
                all.add(new Grant(user, kind, resource, operation));
            }
        }

        Set<Grant> all() {
            return Collections.unmodifiableSet(all);
        }
    }
}
