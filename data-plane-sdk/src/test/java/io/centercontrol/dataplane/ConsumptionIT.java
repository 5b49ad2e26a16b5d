package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants have used, as an instance hears it, keeps it, and adds its own to it. */
class ConsumptionIT {
    private static final Grant.Meter ORDERS = new Grant.Meter("orders", 100, Grant.Period.MONTH);
    private static final Grant.Limit PRODUCTS = new Grant.Limit("products", 10, true);

    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");
    private long version;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void entitle() {
        platform.say(tenant);
        platform.say(EntitlementEvents.of(
                tenant.id(),
                1,
                SampleEntitlements.of("basic").with(ORDERS).with(PRODUCTS).build()));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private static Instant endOfMonth() {
        return LocalDate.now(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private RecordMetadata tell(Instant updatedAt, long orders) {
        return tell(updatedAt, orders, endOfMonth());
    }

    private RecordMetadata tell(Instant updatedAt, long orders, Instant end) {
        return platform.say(ConsumptionEvents.of(
                tenant.id(),
                ++version,
                updatedAt,
                ConsumptionEvents.used(ORDERS, orders, end),
                ConsumptionEvents.used(PRODUCTS, 9, null)));
    }

    private Instance started() {
        var instance = Instance.start(platform, folder).ready();
        instance.await("the consumption is there", () -> copy(instance.plane).health() == Health.READY);
        instance.await(
                "the entitlements are there",
                () -> instance.plane.entitlements(tenant.id()).find("orders") != null);
        return instance;
    }

    private static Status.CopyStatus copy(DataPlane plane) {
        return plane.status().consumption();
    }

    private static void past(Instance instance, RecordMetadata sent) {
        instance.await(
                "it is past " + sent,
                () -> copy(instance.plane).partitions().stream()
                        .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
    }

    private Check orders(Instance instance) {
        return instance.plane.check(tenant.id(), "orders");
    }

    private void record(Instance instance, int count) {
        for (var at = 0; at < count; at++) {
            assertThat(instance.plane.usage().record(tenant.id(), "orders", 1, Map.of(), "o-" + version + "-" + at))
                    .isTrue();
        }
    }

    /** Until the brokers have the last event that was recorded, and the instance has heard so. */
    private void awaitSent(Instance instance, String id) {
        try (var usage = platform.read(Contract.usage(Platform.SERVICE))) {
            usage.awaitAll(
                    record -> platform.usage(record).getEvents().stream().anyMatch(one -> id.equals(one.getId())),
                    1,
                    Duration.ofSeconds(30));
        }
        instance.await("it is sent", () -> instance.plane.status().usage().records() == 0);
    }

    @Test
    void what_is_told_counts_and_the_instances_own_use_beside_it_once() {
        try (var instance = started()) {
            assertThat(orders(instance))
                    .extracting(Check::allowed, Check::used, Check::asOf)
                    .containsExactly(true, 0L, null);
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            past(instance, tell(at.minusSeconds(60), 95));
            assertThat(orders(instance))
                    .extracting(Check::allowed, Check::used, Check::limit, Check::asOf)
                    .containsExactly(true, 95L, 100L, at.minusSeconds(60));
            assertThat(instance.plane.check(tenant.id(), "products").used()).isEqualTo(9);
            assertThat(instance.plane.check(tenant.id(), "products", 2).reason())
                    .isEqualTo(Check.Reason.LIMIT_REACHED);
            record(instance, 5);
            assertThat(orders(instance))
                    .as("at once")
                    .extracting(Check::allowed, Check::used)
                    .containsExactly(false, 100L);
            awaitSent(instance, "o-1-4");
            assertThat(orders(instance).used()).as("sent, and not told").isEqualTo(100);
            // As the platform tells it some moments later: nobody knows yet whether the five are in it.
            past(instance, tell(Instant.now(), 100));
            assertThat(orders(instance)).extracting(Check::allowed, Check::used).containsExactly(false, 105L);
            var begun = System.nanoTime();
            instance.await("they count once", () -> orders(instance).used() == 100);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(18));
            // A record that was written long after they were sent has them for sure.
            record(instance, 3);
            awaitSent(instance, "o-2-2");
            past(instance, tell(Instant.now().plusSeconds(8), 103));
            assertThat(orders(instance).used()).isEqualTo(103);
        }
    }

    @Test
    void what_is_counted_in_memory_is_known_before_it_is_sent() {
        try (var instance = started()) {
            past(instance, tell(Instant.now(), 90));
            // It is sent when a minute ends; until then a figure of any time lacks it.
            if (Instant.now().atOffset(ZoneOffset.UTC).getSecond() > 45) {
                Eventually.sleep(Duration.ofSeconds(16));
            }
            instance.plane.usage().count(tenant.id(), "orders", 10);
            assertThat(orders(instance).allowed()).isFalse();
            past(instance, tell(Instant.now().plusSeconds(30), 90));
            assertThat(orders(instance).used()).isEqualTo(100);
        }
    }

    @Test
    void when_its_period_is_over_nothing_is_used() {
        try (var instance = started()) {
            past(instance, tell(Instant.now(), 100, Instant.now().plusSeconds(4)));
            assertThat(orders(instance).allowed()).isFalse();
            instance.await("the period is over", () -> orders(instance).allowed());
            assertThat(orders(instance).used()).isZero();
            assertThat(orders(instance).asOf()).isNotNull();
        }
    }

    @Test
    void a_poisonous_record_is_set_aside_and_what_was_told_stays() {
        try (var instance = started()) {
            past(instance, tell(Instant.now(), 42));
            var id = tenant.id().toString();
            past(
                    instance,
                    platform.send(
                            platform.topic(Contract.CONSUMPTION), id, new byte[] {0, 1}, Platform.headers(id, 2)));
            assertThat(orders(instance).used()).isEqualTo(42);
            assertThat(copy(instance.plane).quarantined()).isEqualTo(1);
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
            version = 2;
            past(instance, tell(Instant.now(), 43));
            assertThat(orders(instance).used()).isEqualTo(43);
            assertThat(copy(instance.plane).quarantined()).isZero();
            assertThat(instance.position(said -> !said.getPartitions().isEmpty())
                            .getPartitions())
                    .as("nobody asks for a proof of it")
                    .noneMatch(at -> at.getTopic().equals(platform.topic(Contract.CONSUMPTION)));
        }
    }

    @Test
    void it_is_kept_over_a_restart_and_goes_with_the_tenant() {
        try (var instance = started()) {
            past(instance, tell(Instant.now(), 42));
        }
        var cutOff = platform.config(folder)
                .kafkaBootstrap("127.0.0.1:9")
                .registry(URI.create("http://127.0.0.1:9"))
                .build();
        try (var plane = DataPlane.start(cutOff)) {
            assertThat(plane.check(tenant.id(), "orders").used())
                    .as("with everything down")
                    .isEqualTo(42);
            assertThat(plane.check(tenant.id(), "orders", 59).allowed()).isFalse();
        }
        try (var instance = started()) {
            var id = tenant.id().toString();
            past(
                    instance,
                    platform.send(platform.topic(Contract.CONSUMPTION), id, null, Platform.headers(id, version + 1)));
            assertThat(orders(instance).asOf()).isNull();
            assertThat(copy(instance.plane).records()).isZero();
        }
    }

    /**
     * Three instances take what they are allowed, 40 a second each, and what they record is told every 5 s, as the platform does. More
     * than the grant is let through, by what the two others recorded in 6 s at most; and all of it is let through.
     */
    @Test
    void several_instances_together_go_above_a_grant_by_no_more_than_was_said() throws Exception {
        var most = 600;
        var perSecond = 40;
        platform.say(EntitlementEvents.of(
                tenant.id(),
                2,
                SampleEntitlements.of("basic")
                        .meter("orders", most, Grant.Period.MONTH)
                        .build()));
        var taken = new AtomicLong();
        var stop = new AtomicBoolean();
        var planes = new ArrayList<DataPlane>();
        var threads = new ArrayList<Thread>();
        try (var usage = platform.read(Contract.usage(Platform.SERVICE))) {
            for (var at = 0; at < 3; at++) {
                var plane = DataPlane.start(
                        platform.config(folder.resolve("i" + at)).build());
                planes.add(plane);
                Eventually.await(
                        "it is granted", () -> plane.entitlements(tenant.id()).limit("orders") == most);
                Eventually.await(
                        "the consumption is there",
                        () -> plane.status().consumption().health() == Health.READY);
            }
            for (var plane : planes) {
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!stop.get()) {
                        if (plane.check(tenant.id(), "orders").allowed()) {
                            plane.usage()
                                    .record(
                                            tenant.id(),
                                            "orders",
                                            1,
                                            Map.of(),
                                            UUID.randomUUID().toString());
                            taken.incrementAndGet();
                        }
                        Eventually.sleep(Duration.ofMillis(1_000 / perSecond));
                    }
                }));
            }
            for (var round = 0; round < 9; round++) {
                var now = Instant.now();
                var used = usage.allWithin(Duration.ofMillis(200)).stream()
                        .flatMap(record -> platform.usage(record).getEvents().stream())
                        .count();
                platform.say(ConsumptionEvents.of(
                        tenant.id(),
                        ++version,
                        now,
                        ConsumptionEvents.used(
                                new Grant.Meter("orders", most, Grant.Period.MONTH), used, endOfMonth())));
                Eventually.sleep(Duration.ofMillis(4_800));
            }
            assertThat(taken.get()).isBetween((long) most, most + 6L * perSecond * 2);
        } finally {
            stop.set(true);
            for (var thread : threads) {
                thread.join();
            }
            planes.forEach(DataPlane::close);
        }
    }

    @Test
    void without_the_topic_an_instance_is_ready_and_judges_by_its_own_use()
            throws InterruptedException, ExecutionException {
        platform.delete(Contract.CONSUMPTION);
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.await(
                    "the entitlements are there",
                    () -> instance.plane.entitlements(tenant.id()).find("orders") != null);
            record(instance, 100);
            assertThat(orders(instance))
                    .extracting(Check::allowed, Check::used, Check::asOf)
                    .containsExactly(false, 100L, null);
            instance.position(said -> said.getPartitions().stream()
                    .anyMatch(at -> at.getTopic().equals(platform.topic(Contract.ENTITLEMENTS))));
            platform.createTopics();
            tell(Instant.now().plusSeconds(60), 7);
            instance.await("it is followed now", () -> orders(instance).asOf() != null);
        }
    }
}
