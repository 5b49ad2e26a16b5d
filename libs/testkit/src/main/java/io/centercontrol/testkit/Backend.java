package io.centercontrol.testkit;

import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.util.List;

/**
 * Real PostgreSQL, Kafka, schema registry and Kafka Connect for tests, wherever they run. Tests share them and keep out of
 * each other's way by databases and topic prefixes of their own.
 */
public interface Backend {
    /** The backend of this Maven run. The first test that asks for it starts the parts, later ones find them. */
    static Backend shared() {
        return EmbeddedBackend.shared();
    }

    /** Where the parts listen. */
    Addresses addresses();

    /** A new database and its owner, both called {@code name} (lower-case letters, digits, underscores). */
    Database createDatabase(String name);

    /** Keeps what is committed in a database from now on for its connector, which comes later. */
    void keepLog(String database);

    /** Drops the slot that {@link #keepLog} made, even while a connector reads it. */
    void dropSlot(String database);

    /** Removes a database with its owner and its replication slots. */
    void dropDatabase(String name);

    /** Makes the topics, and registers their schemas, under a prefix such as {@code t1.}. */
    void createTopics(List<Contract.Topic> topics, String prefix);

    /**
     * Makes an environment's users and ACLs, exactly those that the contract knows; passwords are in the stack's secrets.
     */
    void allow(Access access, List<String> tenantServices);

    /** Removes an environment's users, ACLs and topics: a broker that keeps those of every test gets slower with each. */
    void forget(Access access);

    /**
     * Adds a connector that carries a database's outbox. The publication must exist, so the service's migration must
     * have run. Returns when the connector reads the database's log: rows committed since {@link #keepLog} arrive.
     *
     * @param service with the environment's prefix it names the connector
     * @param access of an environment that was {@linkplain #allow allowed}
     */
    void addConnector(String service, Access access, String database);

    /** Removes a connector; its slot goes with its database. */
    void removeConnector(String connector);

    /** Whether a database has the publication that its connector needs. */
    boolean hasPublication(String database);

    /** Whether a connector reads the database's log now. */
    boolean isStreamed(String database);

    /** A database with the role that owns it. */
    record Database(String name, String user, String password) {}
}
