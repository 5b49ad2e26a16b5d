package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted and recorded, on its way over the disk to the brokers. */
class LiveUsageIT {
    private static final Contract.Topic TOPIC = Contract.usage(Platform.SERVICE);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:30Z");

    private final Platform platform = new Platform();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final TenantId one = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final OwnUse own = new OwnUse("orders"::equals, NOON.toEpochMilli());

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

    private LiveUsage usage(Outbound outbound, long mostBytes) {
        return new LiveUsage(Platform.SERVICE, outbound, folder.resolve("usage"), mostBytes, now::get, own);
    }

    private List<UsageEvent> read(TopicReader topic, int count) {
        var records = topic.awaitAll(record -> true, count, Duration.ofSeconds(30));
        return records.stream()
                .map(platform::usage)
                .flatMap(usage -> usage.getEvents().stream())
                .toList();
    }

    @Test
    void what_is_counted_is_told_once_a_minute_and_what_is_not_costs_nothing() {
        try (var outbound = outbound();
                var usage = usage(outbound, 1 << 20);
                var topic = platform.read(TOPIC)) {
            for (var times = 0; times < 1_000; times++) {
                usage.count(one, "api-calls");
            }
            usage.count(other, "api-calls", 5);
            usage.set(one, "products", 7);
            usage.set(one, "products", 9);
            usage.look();
            now.set(NOON.plusSeconds(60));
            usage.look();
            var events = read(topic, 1);
            assertThat(events)
                    .extracting(UsageEvent::getMeter, UsageEvent::getTenantId, UsageEvent::getAmount)
                    .containsExactlyInAnyOrder(
                            tuple("api-calls", one.value(), 1_000L),
                            tuple("api-calls", other.value(), 5L),
                            tuple("products", one.value(), 9L));
            assertThat(events)
                    .allMatch(event -> event.getGrade() == MeterGrade.TELEMETRY && event.getId() == null)
                    .allMatch(event -> event.getHappenedAt()
                            .equals(event.getMeter().equals("products") ? NOON : NOON.plusMillis(29_999)));
            for (var minute = 2; minute < 5; minute++) {
                now.set(NOON.plusSeconds(60L * minute));
                usage.look();
            }
            usage.count(one, "api-calls");
            now.set(NOON.plusSeconds(300));
            usage.look();
            assertThat(read(topic, 2)).hasSize(4);
            assertThat(topic.allWithin(Duration.ofMillis(300)))
                    .as("nothing of idle minutes")
                    .hasSize(2);
            assertThatThrownBy(() -> usage.count(one, "api-calls", 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_the_brokers_do_not_take_waits_on_disk_over_a_new_start_and_keeps_its_numbers() throws Exception {
        platform.delete(TOPIC);
        try (var outbound = outbound();
                var usage = usage(outbound, 1 << 20)) {
            for (var at = 0; at < 1_200; at++) {
                assertThat(usage.record(one, "orders", 1, Map.of(), "order-" + at))
                        .isTrue();
            }
            Eventually.await(
                    "it cannot be shipped", () -> !usage.status().notice().isEmpty());
            assertThat(usage.status().records()).isGreaterThanOrEqualTo(3);
            var later = NOON.plusSeconds(7_200).toEpochMilli();
            assertThat(own.of(one, "orders", Grant.Period.MONTH, later, later))
                    .as("no figure has what is not sent")
                    .isEqualTo(1_200);
        }
        platform.createTopics();
        now.set(NOON.plusSeconds(5));
        try (var outbound = outbound();
                var usage = usage(outbound, 1 << 20);
                var topic = platform.read(TOPIC)) {
            usage.record(one, "gmv", 1_999, Map.of("currency", "EUR"), "order-0");
            Eventually.await("all is shipped", () -> {
                usage.look();
                return usage.status().records() == 0;
            });
            var records = once(topic.allWithin(Duration.ofSeconds(1)).stream()
                    .map(platform::usage)
                    .toList());
            assertThat(records.stream().flatMap(record -> record.getEvents().stream()))
                    .extracting(UsageEvent::getId)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(-1, 1_200)
                            .mapToObj(at -> "order-" + Math.max(0, at))
                            .toList());
            assertWithoutGaps(records);
            assertThat(records)
                    .extracting(Usage::getEpoch)
                    .containsOnly(NOON.toEpochMilli(), NOON.toEpochMilli() + 5_000);
        }
    }

    @Test
    void when_there_is_no_room_recording_is_refused_at_once_and_counts_grow() throws Exception {
        platform.delete(TOPIC);
        try (var outbound = outbound();
                var usage = usage(outbound, 1)) {
            usage.record(one, "orders", 1, Map.of(), "first");
            Eventually.await("it is on disk", () -> usage.status().records() == 1);
            var at = 0;
            while (usage.record(one, "orders", 1, Map.of(), "order-" + at)) {
                at++;
            }
            assertThat(at).isGreaterThan(10_000);
            assertThat(usage.status().refused()).isEqualTo(1);
            for (var minute = 1; minute < 4; minute++) {
                usage.count(one, "api-calls");
                now.set(NOON.plusSeconds(60L * minute));
                usage.look();
            }
            platform.createTopics();
            try (var topic = platform.read(TOPIC)) {
                Eventually.await("all is shipped", () -> {
                    usage.look();
                    return usage.status().records() == 0 && usage.record(one, "orders", 1, Map.of(), "last");
                });
                now.set(NOON.plusSeconds(600));
                var calls = new HashMap<String, Long>();
                Eventually.await("the counts come too", () -> {
                    usage.look();
                    calls.clear();
                    once(topic.allWithin(Duration.ofMillis(200)).stream()
                                    .map(platform::usage)
                                    .toList())
                            .stream()
                            .flatMap(record -> record.getEvents().stream())
                            .forEach(event -> calls.merge(event.getMeter(), event.getAmount(), Long::sum));
                    return calls.getOrDefault("api-calls", 0L) == 3;
                });
            }
        }
    }

    @Test
    void what_is_no_event_is_refused_where_it_is_made() {
        try (var outbound = outbound();
                var usage = usage(outbound, 1 << 20)) {
            for (var id : List.of("", "x".repeat(201), "a\0b")) {
                assertThatThrownBy(() -> usage.record(one, "orders", 1, Map.of(), id))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> usage.record(one, "", 1, Map.of(), "id"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> usage.record(one, "orders", 1, Map.of("x", "y".repeat(201)), "id"))
                    .isInstanceOf(IllegalArgumentException.class);
            var many = new HashMap<String, String>();
            for (var at = 0; at < 21; at++) {
                many.put("p" + at, "");
            }
            assertThatThrownBy(() -> usage.record(one, "orders", 1, many, "id"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** What came twice, since its sender did not hear that it had come, counts once by its numbers. */
    static List<Usage> once(List<Usage> records) {
        var seen = new HashSet<String>();
        return records.stream()
                .filter(record -> seen.add(record.getProducer() + "/" + record.getEpoch() + "/" + record.getFirst()))
                .toList();
    }

    /** Of each epoch. */
    static void assertWithoutGaps(List<Usage> records) {
        var next = new HashMap<String, Long>();
        records.stream()
                .sorted((left, right) -> Long.compare(left.getFirst(), right.getFirst()))
                .forEach(record -> {
                    var epoch = record.getProducer() + "/" + record.getEpoch();
                    assertThat(record.getFirst()).as(epoch).isEqualTo(next.getOrDefault(epoch, 1L));
                    next.put(epoch, record.getFirst() + record.getEvents().size());
                });
    }
}
