package io.centercontrol.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.Databases;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What was prepared for one service's tests. Tests ask for {@link #current()}; it goes through a system property, since
 * Quarkus loads tests and test resources with different class loaders.
 *
 * @param service the service under test; names the connector's template
 * @param prefix of every topic and subject, such as {@code t1a2b3.}
 * @param database name of the database and of its owner
 * @param connector the connector's name
 */
public record Environment(Addresses addresses, String service, String prefix, String database, String connector) {
    private static final String PROPERTY = "cc.test.environment";

    /**
     * The environment that {@link ServiceStack} prepared last in this JVM.
     *
     * @throws IllegalStateException when there is none
     */
    public static Environment current() {
        var text = System.getProperty(PROPERTY);
        if (text == null) {
            throw new IllegalStateException("no ServiceStack was started; annotate the test with @QuarkusTestResource");
        }
        try {
            var json = JsonHttp.JSON.readTree(text);
            return new Environment(
                    new Addresses(
                            json.path("postgres").asInt(),
                            json.path("kafka").asInt(),
                            json.path("connect").asInt(),
                            json.path("registry").asInt(),
                            Path.of(json.path("secrets").asText())),
                    json.path("service").asText(),
                    json.path("prefix").asText(),
                    json.path("database").asText(),
                    json.path("connector").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable: " + text, e);
        }
    }

    /** Tokens that the service under test accepts, and some that it must not. */
    public Tokens tokens() {
        return new Tokens(SigningKey.of(addresses.secrets()));
    }

    /** A topic's full name here. */
    public String name(Contract.Topic topic) {
        return prefix + topic.name();
    }

    /** Who may do what here. */
    public Access access() {
        return new Access(prefix);
    }

    /** Settings of a Kafka client that may do everything: for what a test plays, never for what it tests. */
    public Map<String, Object> kafkaProperties() {
        return addresses.kafkaAdmin();
    }

    /** The header {@code Authorization} of somebody who may read the registry. */
    public String registryAuthorization() {
        return Objects.requireNonNull(
                HttpUser.ofRegistryReader(addresses.secrets()).header().get("Authorization"));
    }

    /** A reader of a topic from its first record on. Close it. */
    public TopicReader read(Contract.Topic topic) {
        return new TopicReader(kafkaProperties(), name(topic));
    }

    /** A connection to the service's database as its owner. */
    public Connection openDatabase() throws SQLException {
        return new Databases(addresses).owner(database);
    }

    /**
     * Waits until the connector carries the service's outbox. What was committed before that arrives too; a test that
     * measures how soon an event comes calls this first.
     *
     * @throws IllegalStateException when it does not within two minutes
     */
    public void awaitConnected() {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var backend = EmbeddedBackend.at(addresses);
        for (var look = 0; !backend.isStreamed(database); look++) {
            if (look % 50 == 49) {
                backend.heal(connector);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the connector " + connector + " does not read the outbox; did the"
                                + " migration make the publication cc_outbox and grant select and delete on outbox to debezium?");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    void makeCurrent() {
        try {
            System.setProperty(
                    PROPERTY,
                    JsonHttp.JSON.writeValueAsString(Map.of(
                            "postgres", addresses.postgres(),
                            "kafka", addresses.kafka(),
                            "connect", addresses.connect(),
                            "registry", addresses.registry(),
                            "secrets", addresses.secrets().toString(),
                            "service", service,
                            "prefix", prefix,
                            "database", database,
                            "connector", connector)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
