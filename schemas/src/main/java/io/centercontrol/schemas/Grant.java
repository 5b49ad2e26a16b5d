package io.centercontrol.schemas;

/**
 * One thing that one user of the broker may do; an ACL that allows, with a literal name, from any host.
 *
 * @param user name of the SCRAM user
 * @param kind what the resource is
 * @param resource its full name, never a pattern
 * @param operation what the user may do to it
 */
public record Grant(String user, Kind kind, String resource, Operation operation) {
    /** The one name of the resource {@link Kind#CLUSTER}. */
    public static final String CLUSTER_NAME = "kafka-cluster";

    /** Kinds of resources, called as Kafka calls them. */
    public enum Kind {
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID,
        CLUSTER
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
