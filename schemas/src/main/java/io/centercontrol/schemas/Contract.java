package io.centercontrol.schemas;

import io.centercontrol.events.Digest;
import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.events.billing.Statement;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.flags.Flag;
import io.centercontrol.events.limits.RateLimit;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.Feature;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.Shares;
import io.centercontrol.events.provisioning.TenantService;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.Meter;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.webhooks.WebhookEndpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * All topics of the platform. Who creates topics, registers subjects or writes ACLs reads them here, so that none is
 * forgotten.
 */
public final class Contract {
    private static final Map<String, String> STATE = Map.of(
            "cleanup.policy",
            "compact",
            "min.compaction.lag.ms",
            millis(Duration.ofHours(4)),
            "delete.retention.ms",
            millis(Duration.ofDays(7)),
            "message.timestamp.type",
            "LogAppendTime");
    private static final Map<String, String> MESSAGES = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", millis(Duration.ofDays(7)),
            "message.timestamp.type", "LogAppendTime");
    private static final Map<String, String> ENTRIES = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", millis(Duration.ofDays(30)),
            "message.timestamp.type", "LogAppendTime");
    private static final Map<String, String> USAGE = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            millis(Duration.ofDays(30)),
            "message.timestamp.type",
            "LogAppendTime",
            "max.message.bytes",
            Integer.toString(1 << 20));
    private static final Map<String, String> BOOKS = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "message.timestamp.type", "LogAppendTime");
    private static final Map<String, String> LATEST = Map.of(
            "cleanup.policy",
            "compact,delete",
            "retention.ms",
            millis(Duration.ofDays(30)),
            "segment.ms",
            millis(Duration.ofHours(1)),
            "message.timestamp.type",
            "LogAppendTime");

    /** Tenants as a whole; owned by tenant-registry. */
    public static final Topic TENANTS = state("cc.tenants.v1", "tenant", Tenant.getClassSchema(), 6);

    /** How far each tenant service is with each tenant; owned by provisioning-service. */
    public static final Topic PROVISIONING =
            state("cc.provisioning.v1", "provisioning", Provisioning.getClassSchema(), 6);

    /** The tenant services that the platform knows; owned by provisioning-service. */
    public static final Topic TENANT_SERVICES =
            state("cc.tenant-services.v1", "tenant-service", TenantService.getClassSchema(), 1);

    /** The limits that hold for the whole platform; owned by tenant-registry. */
    public static final Topic GOVERNANCE = state("cc.governance.v1", "governance", Governance.getClassSchema(), 1);

    /** What a plan can grant; owned by plan-service. */
    public static final Topic FEATURES = state("cc.features.v1", "feature", Feature.getClassSchema(), 1);

    /** Plans and add-ons with their versions; owned by plan-service. */
    public static final Topic PLANS = state("cc.plans.v1", "plan", Plan.getClassSchema(), 1);

    /** What each tenant is entitled to; owned by plan-service. */
    public static final Topic ENTITLEMENTS =
            state("cc.entitlements.v1", "entitlements", Entitlements.getClassSchema(), 6);

    /** What is on for whom; owned by flag-service. */
    public static final Topic FLAGS = state("cc.flags.v1", "flag", Flag.getClassSchema(), 1);

    /** How often tenants may call; owned by flag-service. */
    public static final Topic LIMITS = state("cc.limits.v1", "rate-limit", RateLimit.getClassSchema(), 1);

    /** How the instances of each tenant service part the rate limits among them; owned by provisioning-service. */
    public static final Topic SHARES = state("cc.shares.v1", "shares", Shares.getClassSchema(), 1);

    /** Addresses outside of the platform that are told of its events; owned by integration-service. */
    public static final Topic WEBHOOK_ENDPOINTS =
            state("cc.webhook-endpoints.v1", "webhook-endpoint", WebhookEndpoint.getClassSchema(), 1);

    /** What of tenants' use is measured; owned by metrics-ingest. */
    public static final Topic METERS = state("cc.meters.v1", "meter", Meter.getClassSchema(), 1);

    /** What each tenant has used of what its plan grants; owned by metrics-ingest. */
    public static final Topic CONSUMPTION = state("cc.consumption.v1", "consumption", Consumption.getClassSchema(), 6);

    /** What each tenant had and used in each period, closed; owned by metrics-ingest. Every record is kept for ever. */
    public static final Topic BILLING = new Topic("cc.billing.v1", "statement", Statement.getClassSchema(), 6, BOOKS);

    /** What each owner of a state topic holds, bucket by bucket; written by every owner for its own topics. */
    public static final Topic DIGESTS = new Topic("cc.digests.v1", "digest", Digest.getClassSchema(), 1, LATEST);

    /**
     * What happened and is no change of an aggregate; written by every service of the platform, each under its own key. Kept for
     * as long as the trail may be away.
     */
    public static final Topic AUDIT = new Topic("cc.audit.v1", "audit-event", AuditEvent.getClassSchema(), 1, ENTRIES);

    /** How long the log of the audit trail is, signed; owned by audit-service. */
    public static final Topic AUDIT_CHECKPOINTS =
            new Topic("cc.audit-checkpoints.v1", "audit-checkpoint", AuditCheckpoint.getClassSchema(), 1, ENTRIES);

    private Contract() {}

    /**
     * A topic of whole aggregates, of which the newest of each key stays.
     *
     * @param name the topic's name without any environment prefix
     * @param schemaName folder of the published schema versions
     * @param partitions fixed for ever
     */
    public static Topic state(String name, String schemaName, Schema schema, int partitions) {
        return new Topic(name, schemaName, schema, partitions, STATE);
    }

    /** Outcomes of provisioning attempts, written by one tenant service alone. */
    public static Topic reports(String service) {
        return new Topic("cc.reports." + service + ".v1", "report", Report.getClassSchema(), 6, small(MESSAGES));
    }

    /** Positions of one tenant service's instances, written by that service alone. */
    public static Topic positions(String service) {
        return new Topic("cc.positions." + service + ".v1", "position", Position.getClassSchema(), 1, small(LATEST));
    }

    /** What one service lacks of the owners' topics: by bucket, or by version; written by that service alone. */
    public static Topic differences(String service) {
        return new Topic(
                "cc.differences." + service + ".v1", "difference", Difference.getClassSchema(), 1, small(MESSAGES));
    }

    /** What one tenant service's instances were asked for, written by that service alone. */
    public static Topic measures(String service) {
        return new Topic("cc.measures." + service + ".v1", "measures", Measures.getClassSchema(), 1, small(MESSAGES));
    }

    /** What one service's producers measured of its tenants' use, or was sent by HTTP; written by that service alone. */
    public static Topic usage(String service) {
        return new Topic("cc.usage." + service + ".v1", "usage", Usage.getClassSchema(), 6, USAGE);
    }

    /** Topics that exist once for the platform. */
    public static List<Topic> platformTopics() {
        return List.of(
                TENANTS,
                PROVISIONING,
                TENANT_SERVICES,
                GOVERNANCE,
                FEATURES,
                PLANS,
                ENTITLEMENTS,
                FLAGS,
                LIMITS,
                SHARES,
                WEBHOOK_ENDPOINTS,
                METERS,
                CONSUMPTION,
                BILLING,
                DIGESTS,
                AUDIT,
                AUDIT_CHECKPOINTS);
    }

    /** All topics of an environment that has these tenant services. */
    public static List<Topic> topics(Collection<String> tenantServices) {
        return Stream.of(
                        platformTopics().stream(),
                        PlatformService.reporting().stream().map(Contract::reports),
                        PlatformService.followingServices().stream()
                                .flatMap(service -> Stream.of(positions(service), differences(service))),
                        PlatformService.comparing().stream().map(Contract::differences),
                        PlatformService.takingUsage().stream().map(Contract::usage),
                        tenantServices.stream().flatMap(service -> topicsOf(service).stream()))
                .flatMap(topics -> topics)
                .toList();
    }

    /**
     * What a tenant service has to say is short, and a record of many small headers takes twenty times its size in whoever
     * reads it.
     */
    private static Map<String, String> small(Map<String, String> config) {
        var all = new HashMap<>(config);
        all.put("max.message.bytes", Integer.toString(128 << 10));
        return all;
    }

    /** Topics that exist once for each tenant service. */
    public static List<Topic> topicsOf(String service) {
        return List.of(reports(service), positions(service), differences(service), measures(service), usage(service));
    }

    /** One topic for each schema there is; the families of topics are represented by a made-up service. */
    static List<Topic> specimens() {
        return Stream.concat(platformTopics().stream(), topicsOf("specimen").stream())
                .toList();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /**
     * A topic with the schema of its values. Keys are strings in UTF-8.
     *
     * @param name the topic's name without any environment prefix
     * @param schemaName folder of the published schema versions
     * @param schema what this build reads and writes
     * @param partitions fixed for ever, since the topic is keyed
     * @param config the topic's settings in Kafka's own names
     */
    public record Topic(String name, String schemaName, Schema schema, int partitions, Map<String, String> config) {
        public Topic {
            config = Map.copyOf(config);
        }

        /** The registry's subject for the values of this topic. */
        public String subject() {
            return name + "-value";
        }

        /** The schema's newest published text: self-contained, and free of hints for Java. */
        public String publishedSchema() {
            return PublishedSchemas.newest(schemaName).text();
        }
    }
}
