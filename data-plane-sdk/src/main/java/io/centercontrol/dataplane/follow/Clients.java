package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka clients as the follower needs them. */
final class Clients {
    private static final Map<String, String> PREFERRED = Map.of(
            "reconnect.backoff.ms", "100",
            "reconnect.backoff.max.ms", "1000",
            "request.timeout.ms", "5000",
            "default.api.timeout.ms", "6000",
            "socket.connection.setup.timeout.ms", "3000",
            "metadata.max.age.ms", "30000",
            "enable.metrics.push", "false");
    private static final Map<String, String> CONSUMER = Map.of(
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "allow.auto.create.topics", "false",
            "check.crcs", "true",
            "max.poll.records", "1000",
            // A fetch at the end of the log waits at the broker and is answered at once when something comes.
            // Less than a request's time-out.
            "fetch.max.wait.ms", "3000",
            "fetch.max.bytes", "8388608");

    private Clients() {}

    /** Without a group: it is told its partitions, and where it stands is kept beside what it has read. */
    static KafkaConsumer<byte[], byte[]> consumer(DataPlaneConfig config, String name) {
        var fixed = new HashMap<>(CONSUMER);
        fixed.put("client.id", name);
        return new KafkaConsumer<>(
                config.kafkaClient(PREFERRED, fixed), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(DataPlaneConfig config, String name) {
        return Admin.create(config.kafkaClient(PREFERRED, Map.of("client.id", name)));
    }

    /** The client's name in the brokers' logs and quotas: service, what it follows, instance. */
    static String name(DataPlaneConfig config, String what, String instanceId) {
        return config.service() + "-" + what + "-" + instanceId;
    }
}
