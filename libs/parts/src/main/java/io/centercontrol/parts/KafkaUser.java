package io.centercontrol.parts;

import java.nio.file.Path;
import java.util.Map;

/** A user of the broker, whose password is one of the stack's secrets. */
public final class KafkaUser {
    static final String MECHANISM = "SCRAM-SHA-512";

    private final String name;
    private final Secrets secrets;

    private KafkaUser(String name, Secrets secrets) {
        this.name = name;
        this.secrets = secrets;
    }

    /** A user that logs in with a password from this folder of secrets. */
    public static KafkaUser of(Path secrets, String name) {
        return new KafkaUser(name, new Secrets(secrets));
    }

    /** A connector's user: Connect reads its password for it. */
    public static KafkaUser ofConnector(Path secrets, String name) {
        return new KafkaUser(name, new Secrets(secrets).forConnectors());
    }

    public String name() {
        return name;
    }

    public String password() {
        return secrets.password(secret());
    }

    /** Settings that a client of the broker needs beside its address. */
    public Map<String, String> settings() {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", MECHANISM, "sasl.jaas.config", jaas());
    }

    String jaas() {
        return jaas(password());
    }

    /** The log-in with a reference in place of the password, which Connect resolves. */
    public String jaasReference() {
        return jaas(secrets.passwordReference(secret()));
    }

    private String jaas(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + name + "\" password=\""
                + password + "\";";
    }

    private String secret() {
        return "kafka-" + name;
    }
}
