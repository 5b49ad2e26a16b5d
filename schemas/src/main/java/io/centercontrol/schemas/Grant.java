package io.centercontrol.schemas;

/**
 * One thing that one user of the broker may do; an ACL that allows, from any host.
 *
 * @param user name of the SCRAM user
 * @param kind what the resource is
 * @param resource its full name; of {@link Kind#GROUP_PREFIX}, what its name begins with
 * @param operation what the user may do to it
 */
public record Grant(String user, Kind kind, String resource, Operation operation) {
    /** The one name of the resource {@link Kind#CLUSTER}. */
    public static final String CLUSTER_NAME = "kafka-cluster";

    /** Kinds of resources, called as Kafka calls them. */
    public enum Kind {
        TOPIC,
        GROUP,
        /** All groups whose name begins so. */
        GROUP_PREFIX,
        TRANSACTIONAL_ID,
        CLUSTER
    }

    /** Kafka's word for what the resource is. */
    public String resourceType() {
        return kind == Kind.GROUP_PREFIX ? Kind.GROUP.name() : kind.name();
    }

    /** Kafka's word for how the resource is named. */
    public String patternType() {
        return kind == Kind.GROUP_PREFIX ? "PREFIXED" : "LITERAL";
    }

    /** Operations, called as Kafka calls them. READ, WRITE and ALTER include DESCRIBE. */
    public enum Operation {
        READ,
        WRITE,
        CREATE,
        DELETE,
        ALTER,
        DESCRIBE,
        DESCRIBE_CONFIGS
    }
}
