package io.centercontrol.dataplane.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.PublishedSchemas;
import io.centercontrol.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantReaderTest {
    private static final String PUBLISHED = PublishedSchemas.newest("tenant").text();

    private final RememberedTexts texts = new RememberedTexts();
    private final TenantReader reader =
            new TenantReader(new SchemaBook(new RegistryClient(URI.create("http://127.0.0.1:9")), texts));
    private final Tenant tenant = SampleTenant.active("acme");

    private static byte[] avro(Tenant tenant) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<io.centercontrol.events.tenants.Tenant>(
                        io.centercontrol.events.tenants.Tenant.getClassSchema(),
                        SpecificData.getForClass(io.centercontrol.events.tenants.Tenant.class))
                .write(Events.of(tenant), encoder);
        return out.toByteArray();
    }

    private static byte[] wire(int schema, byte[] avro) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(schema));
        out.writeBytes(avro);
        return out.toByteArray();
    }

    @SuppressWarnings("NullAway") // Kafka's records have null keys and values; their types do not say so
    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("topic", 0, 0, key, value);
    }

    private byte[] key() {
        return tenant.id().toString().getBytes(UTF_8);
    }

    @Test
    void reads_what_was_written() throws Exception {
        texts.keepSchema(1, PUBLISHED);
        var value = wire(1, avro(tenant));
        assertThat(reader.read(record(key(), value)))
                .isEqualTo(new StateRecord.State<>(tenant.id().toString(), tenant.version(), tenant, value));
    }

    @Test
    void asks_for_a_schema_that_it_has_never_seen() throws IOException {
        var value = wire(7, avro(tenant));
        assertThatThrownBy(() -> reader.read(record(key(), value)))
                .isInstanceOfSatisfying(
                        SchemaMissing.class, missing -> assertThat(missing.id()).isEqualTo(7));
    }

    @Test
    void a_record_without_a_key_or_with_another_form_of_it_is_poison() {
        assertThatThrownBy(() -> reader.read(record(null, null))).isInstanceOf(Poison.class);
        var upper = tenant.id().toString().toUpperCase(java.util.Locale.ROOT);
        assertThatThrownBy(() -> reader.read(record(upper.getBytes(UTF_8), null)))
                .isInstanceOf(Poison.class)
                .hasMessageContaining("key");
    }

    @Test
    void a_tombstone_without_a_version_is_a_purge() throws Exception {
        assertThat(reader.read(record(key(), null)))
                .isEqualTo(new StateRecord.Purge<>(tenant.id().toString(), null));
    }

    /** A platform that is years ahead: new fields, a new status and a new operation. What is known of it still counts. */
    @Test
    void a_schema_of_the_future_can_be_read_and_allows_nothing_new() throws Exception {
        var future = new Schema.Parser()
                .parse(PUBLISHED
                        .replace("\"DISABLED\"", "\"DISABLED\", \"HIBERNATING\"")
                        .replace("\"EXPORT\"", "\"EXPORT\", \"TELEPORT\"")
                        .replaceFirst(
                                "\"fields\"\\s*:\\s*\\[", "\"fields\": [{\"name\": \"mood\", \"type\": \"string\"},"));
        texts.keepSchema(2, future.toString());
        var generic = new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(PUBLISHED))
                .read(null, DecoderFactory.get().binaryDecoder(avro(tenant), null));
        var written = new GenericData.Record(future);
        for (var field : future.getFields()) {
            if (!field.name().equals("mood")) {
                written.put(field.name(), generic.get(field.name()));
            }
        }
        written.put("mood", "fine");
        written.put(
                "status", new GenericData.EnumSymbol(future.getField("status").schema(), "HIBERNATING"));
        var operation = future.getField("allowedOperations").schema().getElementType();
        written.put(
                "allowedOperations",
                List.of(
                        new GenericData.EnumSymbol(operation, "TELEPORT"),
                        new GenericData.EnumSymbol(operation, "EXPORT")));
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(future).write(written, encoder);

        var read = reader.state(wire(2, out.toByteArray())).value();
        assertThat(read.allowed()).isEqualTo(Set.of(Operation.EXPORT));
        assertThat(read.status()).isEqualTo("UNKNOWN");
        assertThat(read.name()).isEqualTo(tenant.name());
    }

    /** Whatever stands in the bytes, the answer is poison, never another exception. */
    @Test
    void no_bytes_break_the_reader() throws Exception {
        texts.keepSchema(1, PUBLISHED);
        var good = wire(1, avro(tenant));
        var random = new java.util.Random(3);
        for (var round = 0; round < 20_000; round++) {
            var bad = java.util.Arrays.copyOf(good, 6 + random.nextInt(good.length));
            for (var flips = random.nextInt(6); flips >= 0; flips--) {
                bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                reader.state(bad);
            } catch (Poison | SchemaMissing e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
