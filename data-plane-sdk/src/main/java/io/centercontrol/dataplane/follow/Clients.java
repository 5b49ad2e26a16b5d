package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka clients as the follower needs them. */
final class Clients {
    private Clients() {}

    /** Without a group: it is told its partitions, and where it stands is kept beside what it has read. */
    static KafkaConsumer<byte[], byte[]> consumer(DataPlaneConfig config, String instanceId) {
        var settings = common(config, instanceId);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", "false");
        settings.put("check.crcs", "true");
        settings.put("max.poll.records", "1000");
        settings.put("fetch.max.bytes", "8388608");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(DataPlaneConfig config, String instanceId) {
        return Admin.create(common(config, instanceId));
    }

    private static Map<String, Object> common(DataPlaneConfig config, String instanceId) {
        var settings = new HashMap<String, Object>();
        settings.put("client.id", config.service() + "-tenants-" + instanceId);
        settings.put("reconnect.backoff.ms", "100");
        settings.put("reconnect.backoff.max.ms", "1000");
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "6000");
        settings.put("socket.connection.setup.timeout.ms", "3000");
        settings.put("metadata.max.age.ms", "30000");
        settings.put("enable.metrics.push", "false");
        settings.putAll(config.kafka());
        settings.put("bootstrap.servers", config.kafkaBootstrap());
        return settings;
    }
}
