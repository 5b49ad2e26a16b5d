package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A compressed batch is measured as it is on the wire, and a consumer makes room for a record as it is unpacked: so the broker
 * looks at what each record unpacks to.
 */
class CompressedRecordIT {
    private static final Contract.Topic TOPIC = Contract.positions("storefront");

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void a_record_that_unpacks_to_more_than_any_may_have_is_refused(String compression) {
        var environment = environment();
        assertThatThrownBy(() -> send(environment, compression, new byte[64 << 20]))
                .hasCauseInstanceOf(InvalidRecordException.class);
    }

    @Test
    void one_that_unpacks_to_less_is_taken() throws Exception {
        assertThat(send(environment(), "zstd", new byte[900_000])).isZero();
    }

    private static Environment environment() {
        var backend = Backend.shared();
        var access = new Access("z" + UUID.randomUUID().toString().substring(0, 6) + ".");
        backend.createTopics(List.of(TOPIC), access.prefix());
        return new Environment(backend.addresses(), "storefront", access.prefix(), "none", "none");
    }

    /** With the producer that anybody has: its own bounds are settings. */
    private static long send(Environment environment, String compression, byte[] value)
            throws ExecutionException, InterruptedException {
        var settings = environment.kafkaProperties();
        settings.put("compression.type", compression);
        settings.put("max.request.size", Integer.toString(Integer.MAX_VALUE));
        settings.put("buffer.memory", Long.toString(256 << 20));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(environment.name(TOPIC), new byte[] {1}, value))
                    .get()
                    .offset();
        }
    }
}
