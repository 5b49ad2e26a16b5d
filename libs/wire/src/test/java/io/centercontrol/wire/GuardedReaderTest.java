package io.centercontrol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bytes claim is held against what they hold, before room is made for it and before anything spins over it. */
class GuardedReaderTest {
    private static final String TEXT = "\"string\"";
    private static final String TEXTS = "{\"type\":\"array\",\"items\":\"string\"}";
    private static final String NULLS = "{\"type\":\"array\",\"items\":\"null\"}";
    private static final String EMPTY = "{\"type\":\"record\",\"name\":\"Empty\",\"fields\":[]}";
    private static final String ALL = """
            {"type":"record","name":"All","fields":[
              {"name":"n","type":"null"},{"name":"b","type":"boolean"},{"name":"i","type":"int"},{"name":"l","type":"long"},
              {"name":"f","type":"float"},{"name":"d","type":"double"},{"name":"s","type":"string"},{"name":"y","type":"bytes"},
              {"name":"x","type":{"type":"fixed","name":"Fixed","size":7}},
              {"name":"e","type":{"type":"enum","name":"Enum","symbols":["A","B","C"]}},
              {"name":"u","type":["null","string","long"]},
              {"name":"a","type":{"type":"array","items":["null","string"]}},
              {"name":"m","type":{"type":"map","values":{"type":"array","items":"long"}}}]}
            """;

    private interface Writing {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        try {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writing.write(encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object read(String schema, byte[] bytes) throws MalformedValue {
        return read(schema, schema, bytes);
    }

    private static Object read(String writer, String reader, byte[] bytes) throws MalformedValue {
        return new GuardedReader<>(WriterSchema.parse(writer), new Schema.Parser().parse(reader), GenericData.get())
                .read(bytes, 0);
    }

    private static void refused(String schema, byte[] bytes, String why) {
        refused(schema, schema, bytes, why);
    }

    private static void refused(String writer, String reader, byte[] bytes, String why) {
        var allocated = allocated();
        var begin = System.nanoTime();
        assertThatThrownBy(() -> read(writer, reader, bytes))
                .isInstanceOf(MalformedValue.class)
                .hasMessageContaining(why);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(allocated() - allocated).as("bytes allocated").isLessThan(16 << 20);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8 << 20, 2_147_483_639L, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void a_length_is_not_believed_before_the_bytes_are_there(long claimed) {
        var claim = bytes(encoder -> encoder.writeLong(claimed));

        refused(TEXT, claim, "a text claims");
        refused("\"bytes\"", claim, "a byte string claims");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_001, 1L << 31, 1L << 62, Long.MAX_VALUE})
    void a_list_has_no_more_items_than_bytes(long claimed) {
        for (var schema : new String[] {TEXTS, NULLS, "{\"type\":\"array\",\"items\":" + EMPTY + "}"}) {
            refused(schema, bytes(encoder -> encoder.writeLong(claimed)), "a list claims");
        }
        refused(
                "{\"type\":\"map\",\"values\":\"null\"}",
                bytes(encoder -> encoder.writeLong(claimed)),
                "a list claims");
    }

    @Test
    void items_without_content_are_counted_over_the_whole_value() {
        var lists = "{\"type\":\"array\",\"items\":" + NULLS + "}";
        refused(
                lists,
                bytes(encoder -> {
                    encoder.writeLong(1_000);
                    for (var list = 0; list < 1_000; list++) {
                        encoder.writeLong(1_000);
                        encoder.writeLong(0);
                    }
                    encoder.writeLong(0);
                }),
                "a list claims");
    }

    @Test
    void what_is_left_out_is_bounded_likewise() {
        var writer = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"old\",\"type\":%s}]}";
        var reader = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
        refused(writer.formatted(NULLS), reader, bytes(encoder -> encoder.writeLong(1L << 62)), "a list claims");
        refused(writer.formatted(TEXT), reader, bytes(encoder -> encoder.writeLong(-7)), "a text claims");
        refused(writer.formatted(TEXT), reader, bytes(encoder -> encoder.writeLong(1L << 40)), "a text claims");
        refused(
                writer.formatted(TEXTS),
                reader,
                bytes(encoder -> {
                    encoder.writeLong(-1);
                    encoder.writeLong(1L << 40);
                }),
                "a block claims");
        refused(
                writer.formatted(TEXTS),
                reader,
                bytes(encoder -> {
                    encoder.writeLong(-1);
                    encoder.writeLong(-2);
                }),
                "a block claims");
    }

    @Test
    void blocks_with_a_size_are_read_and_left_out() throws MalformedValue {
        var blocks = bytes(encoder -> {
            encoder.writeLong(-2);
            encoder.writeLong(4);
            encoder.writeString("a");
            encoder.writeString("b");
            encoder.writeLong(1);
            encoder.writeString("c");
            encoder.writeLong(0);
        });
        assertThat(read(TEXTS, blocks)).hasToString("[a, b, c]");
        var writer =
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"old\",\"type\":%s}]}".formatted(TEXTS);
        assertThat(read(writer, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}", blocks))
                .hasToString("{}");
        refused(
                TEXTS,
                bytes(encoder -> {
                    encoder.writeLong(Long.MIN_VALUE);
                    encoder.writeLong(0);
                }),
                "a list claims");
    }

    @Test
    void nothing_is_left_over() {
        refused(
                TEXT,
                bytes(encoder -> {
                    encoder.writeString("a");
                    encoder.writeInt(0);
                }),
                "1 bytes are left over");
    }

    @Test
    void branches_that_there_are_not_are_told() {
        refused("[\"null\",\"string\"]", bytes(encoder -> encoder.writeInt(7)), "");
        refused("[\"null\",\"string\"]", bytes(encoder -> encoder.writeInt(-1)), "negative");
        var letters = "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}";
        refused(letters, bytes(encoder -> encoder.writeInt(7)), "");
        refused(letters, bytes(encoder -> encoder.writeInt(Integer.MIN_VALUE)), "negative");
    }

    @Test
    void numbers_have_no_bits_beyond_their_type() {
        var eleven = new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        refused("\"int\"", eleven, "32 bits");
        refused("\"long\"", eleven, "64 bits");
        refused("\"long\"", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2}, "64 bits");
        refused("\"int\"", new byte[] {-1, -1, -1, -1, 0x10}, "32 bits");
        refused("\"boolean\"", new byte[] {2}, "boolean");
        refused("\"int\"", new byte[] {-1}, "too early");
        refused("\"double\"", new byte[7], "8 bytes are expected");
    }

    @Test
    void a_text_is_well_formed() throws MalformedValue {
        for (var ill : new byte[][] {
            {(byte) 0xc1, (byte) 0x81},
            {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {'a', (byte) 0xe2, (byte) 0x82}
        }) {
            refused(TEXT, bytes(encoder -> encoder.writeBytes(ill)), "not well-formed");
        }
        refused(TEXT, bytes(encoder -> encoder.writeString("a\0b")), "U+0000");
        assertThat(read(TEXT, bytes(encoder -> encoder.writeString("ä€𝄞\uFFFD"))))
                .hasToString("ä€𝄞\uFFFD");
    }

    /** Whatever Avro itself writes is read as Avro reads it. */
    @Test
    void reads_as_avro_does() throws IOException {
        var schema = new Schema.Parser().parse(ALL);
        var ours = new GuardedReader<GenericRecord>(schema, schema, GenericData.get());
        for (var value : new RandomData(schema, 2_000, 7L, true)) {
            var bytes = bytes(encoder -> new GenericDatumWriter<>(schema).write(value, encoder));
            var theirs = GenericData.get()
                    .createDatumReader(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
            GenericRecord read;
            try {
                read = ours.read(bytes, 0);
            } catch (MalformedValue e) {
                assertThat(e).hasMessageContaining("U+0000");
                continue;
            }
            assertThat(read).isEqualTo(theirs);
        }
    }

    /** Arbitrary bytes either are a value or are refused, and never take more room than some times their own. */
    @Test
    void any_bytes_end_in_a_value_or_a_refusal() {
        var schema = new Schema.Parser().parse(ALL);
        var ours = new GuardedReader<GenericRecord>(schema, schema, GenericData.get());
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            var before = allocated();
            try {
                ours.read(bytes, 0);
            } catch (MalformedValue e) {
                refused++;
                assertThat(e.getMessage()).hasSizeLessThan(400);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
            assertThat(allocated() - before)
                    .as("seed %d, round %d", seed, round)
                    .isLessThan(1 << 20);
        }
        assertThat(refused).isGreaterThan(19_000);
    }
}
