package io.centercontrol.dataplane.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.fuzz.GoldenSample;
import io.centercontrol.testkit.fuzz.Mutations;
import io.centercontrol.wire.WireFormat;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Whatever stands in a record, each reader of the SDK says what it means or that it is poison; in a heap of 128 MB. */
class ReaderFuzzTest {
    private static final int ROUNDS = 4_000;

    private final RememberedTexts texts = new RememberedTexts();
    private final SchemaBook book = new SchemaBook(new RegistryClient(URI.create("http://127.0.0.1:1")), texts);

    private interface Reading {
        void read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison;
    }

    private Map<String, Reading> readers() {
        return new TreeMap<>(Map.of(
                "tenant", new TenantReader(book)::read,
                "plan", new PlanReader(book)::read,
                "entitlements", new EntitlementReader(book)::read,
                "flag", new FlagReader(book)::read,
                "rate-limit", new RateLimitReader(book)::read,
                "governance", new GovernanceReader(book)::read,
                "shares", new SharesReader(book)::read,
                "consumption", new ConsumptionReader(book)::read,
                "digest", new DigestReader(book)::read));
    }

    @Test
    void every_reader_reads_or_refuses() {
        var seed = new Random().nextLong();
        var mutations = new Mutations(seed);
        var samples = GoldenSample.all();
        readers().forEach((name, reader) -> {
            var own = samples.stream()
                    .filter(sample -> sample.version().name().equals(name))
                    .toList();
            assertThat(own).as(name).isNotEmpty();
            for (var round = 0; round < ROUNDS; round++) {
                try {
                    reader.read(record(mutations, own, samples));
                } catch (Poison e) {
                    assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(600);
                } catch (SchemaMissing | RuntimeException | Error e) {
                    throw new AssertionError(name + ", seed " + seed + ", round " + round, e);
                }
            }
        });
        book.close();
    }

    private ConsumerRecord<byte[], byte[]> record(Mutations mutations, List<GoldenSample> own, List<GoldenSample> all) {
        var random = mutations.random();
        var sample = own.get(random.nextInt(own.size()));
        var id = 1 + all.indexOf(sample);
        texts.keepSchema(id, sample.version().text());
        var other = all.get(random.nextInt(all.size())).avro();
        var avro = mutations.of(sample.avro(), other);
        var value = new byte[WireFormat.HEADER + avro.length];
        value[WireFormat.HEADER - 1] = (byte) id;
        System.arraycopy(avro, 0, value, WireFormat.HEADER, avro.length);
        var key = "01a20474-66fd-731c-94bd-0000000000%02d"
                .formatted(random.nextInt(100))
                .getBytes(UTF_8);
        var record =
                new ConsumerRecord<>("topic", 0, 0L, random.nextInt(20) == 0 ? mutations.of(key, key) : key, value);
        if (random.nextInt(5) == 0) {
            record.headers().add("version", mutations.of("7".getBytes(UTF_8), key));
            record.headers().add("tenant-id", mutations.of(key, value));
        }
        return record;
    }

    /** A key or a header of a megabyte is told in a few words. */
    @Test
    void what_is_said_of_large_keys_and_headers_is_small() {
        texts.keepSchema(1, Contract.TENANTS.publishedSchema());
        var large = "k".repeat(1 << 20).getBytes(UTF_8);
        var record = new ConsumerRecord<>("topic", 0, 0L, "a".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 1});
        record.headers().add("tenant-id", large);
        for (var reader : readers().values()) {
            assertPoison(reader, record);
            assertPoison(reader, new ConsumerRecord<>("topic", 0, 0L, large, new byte[] {0, 0, 0, 0, 1}));
        }
    }

    private static void assertPoison(Reading reader, ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.read(record);
        } catch (Poison e) {
            assertThat(e.getMessage()).hasSizeLessThan(600);
            return;
        } catch (SchemaMissing e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was read");
    }
}
