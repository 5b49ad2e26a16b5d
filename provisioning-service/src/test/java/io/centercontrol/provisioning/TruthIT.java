package io.centercontrol.provisioning;

import static io.centercontrol.provisioning.Rest.as;
import static io.centercontrol.provisioning.Rest.operator;
import static io.centercontrol.provisioning.Rest.putService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.Digest;
import io.centercontrol.events.Sender;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** This service's three topics: said again when someone asks, and the shares repaired where a copy differs. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class TruthIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/api/v1/admin/republish";
    private static final String FLEET = "late";

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void a_provisioning_is_sent_again_as_it_was() {
        putService("shop", true, 30_000);
        var tenant = WorldFixture.newId();
        try (var world = new WorldFixture()) {
            world.tenant(tenant, 1, WorldFixture.newId());
            records(Contract.PROVISIONING, tenant.toString(), 1);
            world.report("shop", tenant, 1, 1, true);
            records(Contract.PROVISIONING, tenant.toString(), 2);
        }

        done(order(Map.of("id", tenant.toString())));

        var said = records(Contract.PROVISIONING, tenant.toString(), 3);
        isTheSame(said.get(2), said.get(1));
        var change =
                WorldFixture.decode(said.get(2).value(), Provisioning.class).getChange();
        assertThat(change.getType()).isEqualTo("provisioning.ready");
        assertThat(change.getChanges()).isNotEmpty();
        operator().get("/api/v1/provisionings/" + tenant).then().header("ETag", equalTo("\"2\""));
    }

    @Test
    void a_tenant_service_is_sent_again_as_it_was() {
        putService("shop", true, 30_000);
        putService("shop", true, 31_000);
        var before = settled(Contract.TENANT_SERVICES, "shop");

        done(order(Map.of("id", "shop", "topic", "cc.tenant-services.v1")));

        var said = records(Contract.TENANT_SERVICES, "shop", before.size() + 1);
        isTheSame(said.getLast(), before.getLast());
    }

    @Test
    void shares_are_told_in_digests_and_sent_again_where_a_copy_differs() throws SQLException {
        var instance = InstanceFixture.of(FLEET, 0);
        try (var world = new WorldFixture()) {
            await().atMost(BOUND).until(() -> {
                world.demand(instance);
                return version() > 0;
            });
            world.demand(instance.stopped());
            var newest = new HashMap<String, Long>();
            await().atMost(BOUND).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                var version = version();
                assertThat(version).isPositive().isEqualTo(newest.put(FLEET, version));
                assertThat(digest().getHash()).isEqualTo(hash(FLEET + ":" + version));
            });
            var before = settled(Contract.SHARES, FLEET);
            sql("delete from bucket_repair");

            world.raw(Contract.differences(FLEET), "i-1", difference(world));

            var said = records(Contract.SHARES, FLEET, before.size() + 1);
            isTheSame(said.getLast(), before.getLast());
        }
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(operator().get("/q/metrics").asString())
                        .contains("cc_repairs_total{topic=\"cc.shares.v1\""));
    }

    /** The trail compares those that nobody else does. */
    @Test
    void every_topic_has_digests() {
        try (var reader = Environment.current().read(Contract.DIGESTS)) {
            for (var topic : List.of(Contract.SHARES, Contract.PROVISIONING, Contract.TENANT_SERVICES)) {
                reader.awaitAll(record -> record.key().startsWith(topic.name() + "/"), 256, BOUND);
            }
        }
    }

    @Test
    void all_topics_are_named() {
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("all", true, "topic", "cc.tenants.v1", "reason", "a test"))
                .post(REPUBLISH)
                .then()
                .statusCode(400)
                .body("detail", containsString("cc.provisioning.v1, cc.shares.v1, cc.tenant-services.v1"));
    }

    private static byte[] difference(WorldFixture world) {
        return world.encode(
                Contract.differences(FLEET),
                Difference.newBuilder()
                        .setSender(new Sender(FLEET, "i-1", "test", Instant.now()))
                        .setTopic("cc.shares.v1")
                        .setBucket(md5(FLEET)[0] & 0xff)
                        .setBuckets(256)
                        .setCount(0)
                        .setHash(0)
                        .setHighestVersion(0)
                        .setDigestTakenAt(Instant.now())
                        .setFoundAt(Instant.now())
                        .build());
    }

    private static Digest digest() {
        var key = "cc.shares.v1/" + (md5(FLEET)[0] & 0xff);
        try (var reader = Environment.current().read(Contract.DIGESTS)) {
            return reader.allWithin(Duration.ofMillis(700)).stream()
                    .filter(record -> key.equals(record.key()))
                    .reduce((first, second) -> second)
                    .map(record -> WorldFixture.decode(record.value(), Digest.class))
                    .orElseThrow(() -> new AssertionError("no digest yet"));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(Contract.Topic topic, String key, int count) {
        try (var reader = Environment.current().read(topic)) {
            return reader.awaitAll(record -> key.equals(record.key()), count, BOUND);
        }
    }

    /** All records of a key that has any, and that nobody changes now. */
    private static List<ConsumerRecord<String, byte[]>> settled(Contract.Topic topic, String key) {
        records(topic, key, 1);
        try (var reader = Environment.current().read(topic)) {
            return reader.allWithin(Duration.ofSeconds(1)).stream()
                    .filter(record -> key.equals(record.key()))
                    .toList();
        }
    }

    private static void isTheSame(ConsumerRecord<String, byte[]> again, ConsumerRecord<String, byte[]> first) {
        assertThat(again.value()).isEqualTo(first.value());
        var headers = new HashMap<>(TopicReader.headers(first));
        // It is said again on another occasion.
        headers.remove("traceparent");
        assertThat(TopicReader.headers(again)).containsAllEntriesOf(headers);
    }

    private static ValidatableResponse order(Map<String, Object> what) {
        var body = new HashMap<>(what);
        body.put("reason", "a test");
        return as(Role.PLATFORM_ADMIN).body(body).post(REPUBLISH).then().statusCode(202);
    }

    private static void done(ValidatableResponse ordered) {
        var id = ordered.extract().<String>path("operationId");
        await().atMost(BOUND)
                .untilAsserted(() -> operator()
                        .get(REPUBLISH + "/" + id)
                        .then()
                        .body("state", equalTo("DONE"))
                        .body("done", equalTo(1))
                        .body("failed", equalTo(0)));
    }

    private static long version() throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(
                        "select coalesce(max(version), 0) from shares where service = '" + FLEET + "'")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(md5(text)).getLong();
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
