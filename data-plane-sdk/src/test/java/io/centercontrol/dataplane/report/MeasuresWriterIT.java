package io.centercontrol.dataplane.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.measure.CallCounter;
import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.events.dataplane.CallMinute;
import io.centercontrol.events.dataplane.FlagUse;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked for, on its way to the brokers, minute by minute. */
class MeasuresWriterIT {
    private static final Contract.Topic TOPIC = Contract.measures(Platform.SERVICE);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:30Z");

    private final Platform platform = new Platform();
    private final UseCounter uses = new UseCounter();
    private final CallCounter calls = new CallCounter();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private Outbound outbound() {
        return new Outbound(
                platform.config(folder).build(),
                new RegistryClient(platform.registry(), Platform.registryCredentials()),
                new RememberedTexts(),
                "i-1");
    }

    private MeasuresWriter writer(Outbound outbound) {
        return new MeasuresWriter(Platform.SERVICE, outbound, uses, calls, now::get);
    }

    private void minute(MeasuresWriter writer) {
        now.updateAndGet(time -> time.plusSeconds(60));
        writer.look();
    }

    /** The records from an offset on. */
    private List<Measures> read(TopicReader topic, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(at -> platform.measures(topic.await(record -> record.offset() == at, Duration.ofSeconds(30))))
                .toList();
    }

    @Test
    void each_minute_is_told_once_and_an_idle_one_not_at_all() {
        try (var outbound = outbound();
                var writer = writer(outbound);
                var topic = platform.read(TOPIC)) {
            writer.look();
            uses.missed("one");
            calls.call(Duration.ofMillis(3), true);
            minute(writer);
            var first = read(topic, 0, 2);
            minute(writer);
            minute(writer);
            uses.missed("two");
            minute(writer);
            var second = read(topic, 2, 1).getFirst();

            assertThat(first).extracting(Measures::getNumber).containsExactly(1L, 2L);
            assertThat(first.getFirst().getCalls())
                    .extracting(CallMinute::getMinute, CallMinute::getRequests, CallMinute::getErrors)
                    .containsExactly(tuple(Instant.parse("2026-01-02T12:00:00Z"), 1L, 1L));
            assertThat(first.getLast())
                    .extracting(Measures::getFrom, Measures::getTo)
                    .containsExactly(NOON, NOON.plusSeconds(60));
            assertThat(first.getLast().getFlagUse())
                    .extracting(FlagUse::getFlag)
                    .containsExactly("one");
            assertThat(second.getNumber()).isEqualTo(3);
            assertThat(second.getFlagUse()).extracting(FlagUse::getFlag).containsExactly("two");
        }
    }

    @Test
    void what_the_brokers_do_not_take_is_told_later_with_the_number_that_it_had() throws Exception {
        platform.delete(TOPIC);
        try (var outbound = outbound();
                var writer = writer(outbound)) {
            uses.missed("one");
            minute(writer);
            Eventually.await("it could not be told", () -> writer.untold() == 1);
            uses.missed("one");
            minute(writer);
            Eventually.await("it could not be told", () -> writer.untold() == 2);
            platform.createTopics();
            minute(writer);
            try (var topic = platform.read(TOPIC)) {
                var told = read(topic, 0, 2);

                assertThat(told).extracting(Measures::getNumber).containsExactly(1L, 2L);
                assertThat(told)
                        .extracting(record -> record.getFlagUse().getFirst().getCount())
                        .containsExactly(1L, 1L);
                assertThat(told.getLast())
                        .extracting(Measures::getFrom, Measures::getTo)
                        .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(180));
            }
        }
    }

    @Test
    void more_than_fits_into_a_record_is_told_in_several() {
        try (var outbound = outbound();
                var topic = platform.read(TOPIC)) {
            try (var writer = writer(outbound)) {
                writer.look();
                for (var at = 0; at < 500; at++) {
                    uses.missed("key-%03d-%s".formatted(at, "x".repeat(90)));
                }
            }
            var told = read(topic, 0, 3);

            assertThat(told).extracting(Measures::getNumber).containsExactly(1L, 2L, 3L);
            assertThat(told.stream().flatMap(record -> record.getFlagUse().stream()))
                    .hasSize(500)
                    .allSatisfy(use -> assertThat(use.getCount()).isEqualTo(1));
        }
    }
}
