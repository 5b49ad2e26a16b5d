package io.centercontrol.chaos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.chaos.observe.Access;
import io.centercontrol.chaos.observe.Topic;
import io.centercontrol.chaos.observe.Values;
import io.centercontrol.schemas.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the tenants' topic what the owner never said, with a superuser's rights. */
final class Forger {
    private static final int HEADER = 5;
    private static final String VERSION = "version";

    private final Access access;

    Forger(Access access) {
        this.access = access;
    }

    /** Writes a record once more as it was. */
    void repeat(UUID tenant, long version) throws IOException, InterruptedException {
        var record = record(tenant, version);
        send(record, record.value(), version);
    }

    /** Writes a version that nobody committed, behind the one that there is. */
    void goOn(UUID tenant, long version) throws IOException, InterruptedException {
        forge(tenant, version, value -> {
            var change = (GenericRecord) value.get("change");
            change.put(VERSION, (Long) change.get(VERSION) + 1);
            change.put("eventId", UUID.randomUUID().toString());
            return value;
        });
    }

    /** Writes a version once more, with another name. */
    void rename(UUID tenant, long version) throws IOException, InterruptedException {
        forge(tenant, version, value -> {
            value.put("name", "somebody else");
            return value;
        });
    }

    private void forge(UUID tenant, long version, UnaryOperator<GenericRecord> bend)
            throws IOException, InterruptedException {
        var record = record(tenant, version);
        var value = bend.apply(new Values(access).read(record.value()));
        var out = new ByteArrayOutputStream();
        out.write(record.value(), 0, HEADER);
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        send(record, out.toByteArray(), (Long) ((GenericRecord) value.get("change")).get(VERSION));
    }

    private ConsumerRecord<byte[], byte[]> record(UUID tenant, long version) throws IOException {
        return Topic.read(access, Contract.TENANTS.name()).records().stream()
                .filter(record -> new String(record.key(), UTF_8).equals(tenant.toString()))
                .filter(record ->
                        new String(record.headers().lastHeader(VERSION).value(), UTF_8).equals(Long.toString(version)))
                .findFirst()
                .orElseThrow(() -> new IOException("version " + version + " of " + tenant + " is not on the topic"));
    }

    private void send(ConsumerRecord<byte[], byte[]> like, byte[] value, long version)
            throws IOException, InterruptedException {
        try (var producer = new KafkaProducer<>(access.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(like.topic(), like.partition(), like.key(), value);
            like.headers().forEach(header -> {
                if (!header.key().equals(VERSION)) {
                    record.headers().add(header);
                }
            });
            record.headers().add(VERSION, Long.toString(version).getBytes(UTF_8));
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
