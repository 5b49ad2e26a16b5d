package io.centercontrol.dataplane.report;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaTexts;
import io.centercontrol.events.Sender;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The way out to Kafka: one idempotent producer, made when it is first needed and reachable. */
public final class Outbound implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Map<String, String> PREFERRED = Map.of(
            "linger.ms", "0",
            "buffer.memory", "4194304",
            "request.timeout.ms", "5000",
            "delivery.timeout.ms", "10000",
            "max.block.ms", "1000",
            "reconnect.backoff.ms", "100",
            "reconnect.backoff.max.ms", "1000",
            "enable.metrics.push", "false");

    private final DataPlaneConfig config;
    private final RegistryClient registry;
    private final SchemaTexts texts;
    private final Sender sender;
    /** No monitor: on a JDK before 24 a virtual thread that waits inside one keeps its carrier. */
    private final ReentrantLock making = new ReentrantLock();

    private @Nullable KafkaProducer<String, byte[]> producer;

    /** Messages will be signed by this instance, with the start of this run. */
    public Outbound(DataPlaneConfig config, RegistryClient registry, SchemaTexts texts, String instanceId) {
        this.config = config;
        this.registry = registry;
        this.texts = texts;
        this.sender = Sender.newBuilder()
                .setService(config.service())
                .setInstanceId(instanceId)
                .setSdkVersion(SdkVersion.TEXT)
                .setStartedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    /** Who writes. */
    public Sender sender() {
        return sender;
    }

    /** A writer of values for one of this service's topics. */
    public <T extends SpecificRecord> AvroWriter<T> writer(Contract.Topic topic, Class<T> type) {
        return new AvroWriter<>(registry, texts, config.subject(topic), topic.schema(), topic.publishedSchema(), type);
    }

    /**
     * Sends a message and returns when the brokers have it.
     *
     * @throws IOException when they do not take it in time; it may be there all the same
     */
    public void send(Contract.Topic topic, String key, byte[] value, List<Header> headers)
            throws IOException, InterruptedException {
        try {
            producer()
                    .send(new ProducerRecord<>(config.topic(topic), null, key, value, headers))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("cannot write to " + config.topic(topic) + ": " + e.getMessage(), e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        making.lock();
        try {
            if (producer == null) {
                var fixed = Map.of(
                        "client.id",
                        config.service() + "-" + sender.getInstanceId(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true");
                producer = new KafkaProducer<>(
                        config.kafkaClient(PREFERRED, fixed), new StringSerializer(), new ByteArraySerializer());
            }
            return producer;
        } finally {
            making.unlock();
        }
    }

    @Override
    public void close() {
        making.lock();
        try {
            if (producer != null) {
                producer.close(Duration.ofSeconds(2));
            }
        } finally {
            making.unlock();
        }
    }
}
