package io.centercontrol.parts.wiring;

import io.centercontrol.parts.Kafka;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the parts listen, all on loopback.
 *
 * @param secrets folder with the passwords
 */
public record Addresses(int postgres, int kafka, int connect, int registry, Path secrets) {
    public static final String HOST = "127.0.0.1";

    public static Addresses of(Ports ports, Path secrets) {
        return new Addresses(ports.postgres(), ports.kafka(), ports.connect(), ports.registry(), secrets);
    }

    /** For Kafka clients. */
    public String bootstrap() {
        return HOST + ":" + kafka;
    }

    /** Settings of a Kafka client that logs in as this user. */
    public Map<String, Object> kafka(KafkaUser user) {
        var settings = new HashMap<String, Object>(user.settings());
        settings.put("bootstrap.servers", bootstrap());
        return settings;
    }

    /** Settings of a Kafka client that may do everything: the launcher's own, and those of tests. */
    public Map<String, Object> kafkaAdmin() {
        return kafka(KafkaUser.of(secrets, Kafka.ADMIN));
    }

    /** The registry's API in Confluent's form. */
    public String registryUrl() {
        return "http://" + HOST + ":" + registry + "/apis/ccompat/v7";
    }

    public String connectUrl() {
        return "http://" + HOST + ":" + connect;
    }

    /** For JDBC. */
    public String jdbc(String database) {
        return "jdbc:postgresql://" + HOST + ":" + postgres + "/" + database;
    }
}
