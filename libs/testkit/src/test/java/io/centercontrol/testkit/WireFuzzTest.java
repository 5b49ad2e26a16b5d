package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.testkit.fuzz.GoldenSample;
import io.centercontrol.testkit.fuzz.Mutations;
import io.centercontrol.wire.GuardedReader;
import io.centercontrol.wire.MalformedValue;
import io.centercontrol.wire.WriterSchema;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every generated class, read out of mutations of every golden sample, in a heap of 128 MB. */
class WireFuzzTest {
    private static final int ROUNDS = 3_000;

    private static List<GoldenSample> samples() {
        return GoldenSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mutated_bytes_are_a_value_or_malformed(GoldenSample sample) throws MalformedValue {
        var type = SpecificData.get().getClass(sample.topic().schema());
        var data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        var reader = new GuardedReader<SpecificRecord>(
                WriterSchema.parse(sample.version().text()), data.getSchema(type), data);
        assertThat(reader.read(sample.avro(), 0)).isInstanceOf(type);

        var seed = new Random().nextLong();
        var mutations = new Mutations(seed);
        var others = samples();
        var malformed = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var other = others.get(mutations.random().nextInt(others.size())).avro();
            try {
                reader.read(mutations.of(sample.avro(), other), 0);
            } catch (MalformedValue e) {
                malformed++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(sample + ", seed " + seed + ", round " + round, e);
            }
        }
        assertThat(malformed).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS);
    }
}
