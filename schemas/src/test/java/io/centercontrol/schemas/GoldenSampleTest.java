package io.centercontrol.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that were written once, of every published version, and must be read for ever: {@code golden/<name>/<number>.hex}
 * with what they mean beside them in {@code .json}.
 */
class GoldenSampleTest {
    record Case(Contract.Topic topic, PublishedSchemas.Version version) {
        @Override
        public String toString() {
            return version.name() + " " + version.number();
        }
    }

    static Stream<Case> cases() {
        return Contract.specimens().stream()
                .flatMap(topic ->
                        PublishedSchemas.all(topic.schemaName()).stream().map(version -> new Case(topic, version)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void means_what_it_meant(Case sample) throws IOException {
        var writer = new Schema.Parser().parse(sample.version().text());
        var golden = golden(sample, writer);

        assertThat(json(read(golden, writer, writer), writer)).isEqualTo(text(sample, "json"));
    }

    /** Read by today's schema and handed back to that day's: nothing is lost on the way. */
    @ParameterizedTest
    @MethodSource("cases")
    void survives_todays_reader(Case sample) throws IOException {
        var then = new Schema.Parser().parse(sample.version().text());
        var now = sample.topic().schema();
        var golden = golden(sample, then);

        var today = binary(read(golden, then, now), now);

        assertThat(binary(read(today, now, then), then)).isEqualTo(golden);
    }

    private static byte[] golden(Case sample, Schema writer) throws IOException {
        var file = file(sample, "hex");
        if (!Files.exists(file)) {
            if (!Boolean.getBoolean("schemas.publish")) {
                fail("There is no " + file + ". It is made by 'mvn -pl schemas test -Dschemas.publish=true'.");
            }
            var record = Samples.of(sample.topic());
            Files.createDirectories(file.getParent());
            Files.writeString(file, HexFormat.of().formatHex(binary(record, writer)) + "\n");
            Files.writeString(file(sample, "json"), json(record, writer) + "\n");
        }
        return HexFormat.of().parseHex(Files.readString(file).strip());
    }

    private static String text(Case sample, String ending) throws IOException {
        return Files.readString(file(sample, ending)).strip();
    }

    private static Path file(Case sample, String ending) {
        var version = sample.version();
        return Path.of("src/test/resources/golden", version.name(), version.number() + "." + ending);
    }

    private static GenericRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static byte[] binary(GenericRecord record, Schema schema) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String json(GenericRecord record, Schema schema) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().jsonEncoder(schema, out, true);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
