package io.centercontrol.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.schemas.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records as those around the service under test do: state events as Debezium carries them, and any bytes. */
public final class EventWriter implements AutoCloseable {
    private final Environment environment;
    private final Map<String, Integer> ids = new HashMap<>();
    private KafkaProducer<String, byte[]> transactional;
    private final KafkaProducer<String, byte[]> plain;
    private @Nullable String traceparent;
    private @Nullable String type;

    /** A writer that may write to every topic of the environment. */
    public EventWriter(Environment environment) {
        this.environment = environment;
        transactional = transactional();
        plain = new KafkaProducer<>(environment.kafkaProperties(), new StringSerializer(), new ByteArraySerializer());
    }

    private KafkaProducer<String, byte[]> transactional() {
        var settings = environment.kafkaProperties();
        settings.put("transactional.id", environment.prefix() + UUID.randomUUID());
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** A new UUIDv7. */
    public static UUID newId() {
        var random = UUID.randomUUID();
        var time = System.currentTimeMillis() << 16;
        return new UUID(time | 0x7000 | (random.getMostSignificantBits() & 0xfff), random.getLeastSignificantBits());
    }

    /** What changes from now on are called by; null for what they are called otherwise. */
    public void named(@Nullable String name) {
        type = name;
    }

    /** Changes from now on belong to a trace. */
    public void within(String parent) {
        traceparent = parent;
    }

    /**
     * A record of a state topic with its headers, committed.
     *
     * @param record null for a tombstone
     */
    public RecordMetadata state(
            Contract.Topic topic, String key, UUID eventId, long version, @Nullable SpecificRecord record) {
        return change(topic, key, eventId, version, record == null ? null : encode(topic, record));
    }

    /** The same with any bytes as its value. */
    public RecordMetadata change(
            Contract.Topic topic, String key, UUID eventId, long version, byte @Nullable [] value) {
        var record = new ProducerRecord<String, byte[]>(environment.name(topic), key, value);
        header(record, "ce_id", eventId.toString());
        header(record, "ce_type", type == null ? topic.schemaName() + ".changed" : type);
        header(record, "ce_source", "test-platform");
        header(record, "ce_time", Instant.now().toString());
        header(record, "version", Long.toString(version));
        if (isId(key)) {
            header(record, "tenant-id", key);
        }
        if (traceparent != null) {
            header(record, "traceparent", traceparent);
        }
        try {
            return commit(record);
        } catch (InvalidTxnStateException e) {
            // On a busy machine the broker may not have ended the transaction before. Nothing of this one is visible.
            transactional.close(Duration.ZERO);
            transactional = transactional();
            return commit(record);
        }
    }

    private RecordMetadata commit(ProducerRecord<String, byte[]> record) {
        transactional.beginTransaction();
        var sent = transactional.send(record);
        transactional.commitTransaction();
        return done(sent);
    }

    /** Any bytes on a topic. */
    public RecordMetadata raw(Contract.Topic topic, String key, byte @Nullable [] value) {
        return done(rawSoon(topic, key, value));
    }

    /** The same, without waiting for the broker. */
    public Future<RecordMetadata> rawSoon(Contract.Topic topic, String key, byte @Nullable [] value) {
        return plain.send(new ProducerRecord<>(environment.name(topic), key, value));
    }

    /** The wire bytes of a record. */
    public byte[] encode(Contract.Topic topic, SpecificRecord record) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id(topic)).array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            var data = SpecificData.getForClass(record.getClass());
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), data).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Any bytes, framed as a value of the topic's newest schema. */
    public byte[] frame(Contract.Topic topic, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id(topic))
                .put(avro)
                .array();
    }

    /** Reads wire bytes that were written with this build's own schema. */
    public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        var data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        var schema = data.getSchema(type);
        try {
            return new SpecificDatumReader<T>(schema, schema, data)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int id(Contract.Topic topic) {
        return ids.computeIfAbsent(environment.prefix() + topic.subject(), subject -> {
            try {
                var json = new ObjectMapper();
                var answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                environment.addresses().registryUrl() + "/subjects/" + subject))
                                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                        .header("Authorization", environment.registryAuthorization())
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                                json.writeValueAsBytes(Map.of("schema", topic.publishedSchema()))))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                return json.readTree(answer.body()).get("id").asInt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean isId(String key) {
        return key.length() == 36 && key.charAt(8) == '-';
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a record stands, as soon as the broker has it. */
    public static RecordMetadata done(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        transactional.close();
        plain.close();
    }
}
