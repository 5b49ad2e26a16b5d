package io.centercontrol.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.restassured.RestAssured;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged service as processes: two of them share the work, one is killed, the database drops all connections twice, and
 * nothing is lost or done twice.
 */
class SurvivalIT {
    private static final int TENANTS = 200;
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final ServiceStack stack = new ServiceStack();
    private final List<ServiceProcess> processes = new ArrayList<>();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "provisioning-service", "tenant-services", "shop"));
        configuration = stack.start();
    }

    @AfterEach
    void end() throws Exception {
        processes.forEach(ServiceProcess::close);
        stack.stop();
    }

    @Test
    void one_of_two_is_killed_and_all_tenants_become_ready() throws Exception {
        for (var i = 0; i < 2; i++) {
            processes.add(ServiceProcess.start(configuration));
        }
        Environment.current().awaitConnected();
        RestAssured.baseURI = processes.getLast().url();
        Rest.putService("shop", true, 5_000);

        var appended = new HashMap<String, Long>();
        try (var world = new WorldFixture();
                var dataPlane = new DataPlane(world)) {
            for (var i = 0; i < TENANTS; i++) {
                var tenant = WorldFixture.newId();
                appended.put(
                        tenant.toString(),
                        world.tenant(tenant, 1, WorldFixture.newId()).timestamp());
                dataPlane.answer();
                if (i == TENANTS / 2) {
                    processes.getFirst().kill();
                }
                if (i % (TENANTS / 2) == TENANTS / 4) {
                    dropConnections();
                }
            }
            await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).until(() -> {
                dataPlane.answer();
                return dataPlane.ready.keySet().containsAll(appended.keySet());
            });

            assertThat(dataPlane.readyTwice).isEmpty();
            assertThat(dataPlane.gaps).isEmpty();
            print("tenant appended to first attempt asked for", dataPlane.asked, appended);
            print("report appended to ready", dataPlane.ready, dataPlane.reported);
        }
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(Rest.as(Role.PLATFORM_VIEWER)
                                .get("/api/v1/provisionings?status=READY&limit=1")
                                .<Integer>path("total"))
                        .isEqualTo(TENANTS));
    }

    private static void dropConnections() throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            var rows = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where usename = current_user and pid <> pg_backend_pid()");
            rows.next();
            assertThat(rows.getLong(1)).isPositive();
        }
    }

    private static void print(String what, Map<String, Long> later, Map<String, Long> earlier) {
        var millis = later.entrySet().stream()
                .filter(entry -> earlier.containsKey(entry.getKey()))
                .map(entry -> entry.getValue() - earlier.getOrDefault(entry.getKey(), 0L))
                .sorted()
                .toList();
        System.out.printf(
                "%s, %d tenants: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n",
                what,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 9 / 10),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
    }

    /** A tenant service: does what it is asked, and fails at its first attempt at every tenth tenant. */
    private static final class DataPlane implements AutoCloseable {
        private final WorldFixture world;
        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, Long> asked = new ConcurrentHashMap<>();
        private final Map<String, Long> reported = new ConcurrentHashMap<>();
        private final Map<String, Long> ready = new ConcurrentHashMap<>();
        private final Set<String> readyTwice = new HashSet<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final List<String> gaps = new ArrayList<>();

        DataPlane(WorldFixture world) {
            this.world = world;
            var environment = Environment.current();
            var settings = environment.kafkaProperties();
            settings.put("isolation.level", "read_committed");
            settings.put("auto.offset.reset", "earliest");
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
            var topic = environment.name(Contract.PROVISIONING);
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
        }

        void answer() {
            consumer.poll(Duration.ofMillis(5)).forEach(this::answer);
        }

        private void answer(ConsumerRecord<String, byte[]> record) {
            var provisioning = WorldFixture.decode(record.value(), Provisioning.class);
            var tenant = record.key();
            var version = provisioning.getChange().getVersion();
            if (version != versions.getOrDefault(tenant, 0L) + 1) {
                gaps.add(tenant + ": " + versions.get(tenant) + " then " + version);
            }
            versions.put(tenant, version);
            if (provisioning.getChange().getType().equals("provisioning.ready")
                    && ready.put(tenant, record.timestamp()) != null) {
                readyTwice.add(tenant);
            }
            for (var service : provisioning.getServices()) {
                if (service.getAwaiting()) {
                    asked.putIfAbsent(tenant, record.timestamp());
                    var fails = service.getAttempt() == 1 && tenant.hashCode() % 10 == 0;
                    var sent = world.report(
                            "shop",
                            UUID.fromString(tenant),
                            provisioning.getDesiredVersion(),
                            service.getAttempt(),
                            !fails);
                    reported.put(tenant, sent.timestamp());
                }
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
