package io.centercontrol.tenants.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.Digest;
import io.centercontrol.events.Sender;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.MissingVersions;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true is said again when someone asks, published as digests, and repaired where a copy differs. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class TruthIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/api/v1/admin/republish";

    @Inject
    AvroWire wire;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void one_is_sent_again_as_it_was() {
        var id = registered();
        operator()
                .body(Map.of("reason", "unpaid"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200);
        var operation = order(Map.of("id", id))
                .statusCode(202)
                .header("Location", notNullValue())
                .body("total", equalTo(1))
                .extract()
                .<String>path("operationId");

        awaitDone(operation).body("done", equalTo(1)).body("failed", equalTo(0)).body("reason", equalTo("a test"));
        var records = events(id, 3);
        assertThat(records.get(2).value()).isEqualTo(records.get(1).value());
        var first = new java.util.HashMap<>(TopicReader.headers(records.get(1)));
        // It is said again on another occasion.
        first.remove("traceparent");
        assertThat(TopicReader.headers(records.get(2)))
                .containsAllEntriesOf(first)
                .containsEntry("version", "2");
        operator().get("/api/v1/tenants/" + id).then().body("version", equalTo(2));
    }

    @Test
    void all_are_sent_again_governance_too() {
        var ids = List.of(registered(), registered(), registered());
        var operation = order(Map.of("all", true))
                .statusCode(202)
                .body("total", greaterThanOrEqualTo(4))
                .body("topics", equalTo(List.of("cc.governance.v1", "cc.tenants.v1")))
                .extract()
                .<String>path("operationId");
        var done = awaitDone(operation).extract();
        assertThat(done.<Integer>path("done")).isGreaterThanOrEqualTo(done.<Integer>path("total"));
        ids.forEach(id -> assertThat(events(id, 2))
                .extracting(record -> TopicReader.headers(record).get("ce_id"))
                .containsOnly(TopicReader.headers(events(id, 1).getFirst()).get("ce_id")));
        try (var reader = Environment.current().read(Contract.GOVERNANCE)) {
            var twice = reader.awaitAll(record -> "platform".equals(record.key()), 2, BOUND);
            assertThat(twice).hasSize(2);
        }
    }

    /** As after a crash: the operation is on the table, half done. */
    @Test
    void an_operation_goes_on_where_it_was() throws SQLException {
        var first = registered();
        var second = registered();
        var id = UUID.randomUUID();
        sql("insert into republish (id, scope, topics, reason, actor_id, total, done, at_topic, after_id, started_at,"
                + " updated_at) values ('" + id
                + "', 'ALL', 'cc.governance.v1,cc.tenants.v1', 'a crash', 'nobody', 100,"
                + " 7, 1, '" + first + "', now(), now())");
        awaitDone(id.toString()).body("done", greaterThanOrEqualTo(8));
        assertThat(events(second, 2)).hasSize(2);
        // Only those behind the one that it had noted were sent, on top of the seven before the crash.
        assertThat(number("select done from republish where id = '" + id + "'"))
                .isEqualTo(7 + number("select count(*) from tenant where purged_at is null and id > '" + first + "'"));
    }

    @Test
    void a_digest_follows_the_database() throws SQLException {
        var id = registered();
        awaitDigestOfNow(bucket(id));
        operator()
                .body(Map.of("reason", "unpaid"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200);
        awaitDigestOfNow(bucket(id));
        sql("update tenant set purged_at = now() where id = '" + id + "'");
        var digest = awaitDigestOfNow(bucket(id));
        sql("update tenant set purged_at = null where id = '" + id + "'");
        assertThat(digest.getTopic()).isEqualTo("cc.tenants.v1");
        assertThat(digest.getBuckets()).isEqualTo(256);
        awaitDigestOfNow(bucket(id));
    }

    @Test
    void every_bucket_is_told_of() {
        try (var reader = Environment.current().read(Contract.DIGESTS)) {
            var keys = reader.awaitAll(record -> record.key().startsWith("cc.tenants.v1/"), 256, BOUND).stream()
                    .map(ConsumerRecord::key)
                    .distinct();
            assertThat(keys).hasSizeGreaterThan(200);
        }
    }

    @Test
    void a_difference_has_its_bucket_sent_again_once_in_a_while() throws SQLException {
        var id = registered();
        var bucket = bucket(id);
        sql("delete from bucket_repair");
        differ("storefront", bucket, 256);
        assertThat(events(id, 2)).hasSize(2);

        differ("storefront", bucket, 256);
        differ("storefront", 300, 256);
        awaitSetAside(300);
        assertThat(number("select count(*) from republish where actor_id like 'storefront/%' and bucket = " + bucket))
                .isEqualTo(1);
        var metrics = given().get("/q/metrics").then().extract().asString();
        assertThat(metrics).contains("cc_repairs_total{topic=\"cc.tenants.v1\"");

        // It may lie: no more than 32 buckets a minute are worth its word.
        differ("storefront", 256, IntStream.range(0, 256));
        differ("storefront", 301, 256);
        awaitSetAside(301);
        assertThat(number("select count(*) from republish where actor_id like 'storefront/%'"))
                .isBetween(32L, 64L);
    }

    @Test
    void versions_that_the_trail_lacks_come_from_the_history_and_the_newest_behind_them() throws SQLException {
        var id = registered();
        for (var verb : List.of("suspend", "reinstate")) {
            operator()
                    .body(Map.of("reason", "a test"))
                    .post("/api/v1/tenants/" + id + "/" + verb)
                    .then()
                    .statusCode(200);
        }
        var sent = events(id, 3);

        lack("audit-service", id, 1, 2);

        var again = events(id, 6).subList(3, 6);
        for (var at = 0; at < 3; at++) {
            assertThat(again.get(at).value()).isEqualTo(sent.get(at).value());
            assertThat(TopicReader.headers(again.get(at)))
                    .containsEntry("version", String.valueOf(at + 1))
                    .containsEntry("ce_id", TopicReader.headers(sent.get(at)).get("ce_id"));
        }
        lack("audit-service", UUID.randomUUID().toString(), 1, 2);
        lack("audit-service", "no id", 1, 2);
        lack("audit-service", id, 1, 501);
        lack("storefront", id, 1, 2);
        await().atMost(BOUND)
                .until(() -> number("select count(*) from quarantine where channel = 'differences' and (reason like"
                                + " '%not for versions%' or reason like '%more than 500%')")
                        == 2);
        assertThat(events(id, 6)).hasSize(6);
    }

    private void lack(String service, String id, long from, long to) {
        send(service, Stream.of(difference(service, 0, 256, new MissingVersions(id, from, to))));
    }

    private static void awaitSetAside(int bucket) {
        await().atMost(BOUND)
                .until(() -> number("select count(*) from quarantine where channel = 'differences' and reason like"
                                + " '%no bucket " + bucket + "%'")
                        == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reason':'r'}",
                "{'reason':'r','all':false}",
                "{'reason':'r','all':true,'bucket':1}",
                "{'reason':'r','bucket':256}",
                "{'reason':'r','bucket':-1}",
                "{'all':true}",
                "{'reason':'r','all':true,'topic':'cc.plans.v1'}",
                "{'reason':'r','all':'yes'}",
            })
    void what_makes_no_sense_is_refused(String body) {
        as(Role.PLATFORM_ADMIN)
                .body(body.replace('\'', '"'))
                .post(REPUBLISH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void what_is_not_there_is_not_found() {
        order(Map.of("id", UUID.randomUUID().toString())).statusCode(404).body("code", equalTo("AGGREGATE_NOT_FOUND"));
        operator()
                .get(REPUBLISH + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("REPUBLISH_NOT_FOUND"));
        operator().get(REPUBLISH + "/nonsense").then().statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_an_admin_orders_it(Role role) {
        assertThat(as(role).body(Map.of("bucket", 0, "reason", "r"))
                        .post(REPUBLISH + "?dryRun=true")
                        .statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        given().contentType("application/json")
                .body("{}")
                .post(REPUBLISH)
                .then()
                .statusCode(401);
    }

    private Digest awaitDigestOfNow(int bucket) {
        var found = new Digest[1];
        await().atMost(BOUND).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var newest = newestDigest(bucket);
            long count = 0;
            long hash = 0;
            long highest = 0;
            try (var database = Environment.current().openDatabase();
                    var statement = database.createStatement();
                    var rows = statement.executeQuery("select id, version from tenant where purged_at is null")) {
                while (rows.next()) {
                    if (bucket(rows.getString(1)) == bucket) {
                        count++;
                        hash ^= ByteBuffer.wrap(md5(rows.getString(1) + ":" + rows.getLong(2)))
                                .getLong();
                        highest = Math.max(highest, rows.getLong(2));
                    }
                }
            }
            assertThat(newest.getCount()).isEqualTo(count);
            assertThat(newest.getHash()).isEqualTo(hash);
            assertThat(newest.getHighestVersion()).isEqualTo(highest);
            found[0] = newest;
        });
        return found[0];
    }

    private Digest newestDigest(int bucket) {
        var key = "cc.tenants.v1/" + bucket;
        try (var reader = Environment.current().read(Contract.DIGESTS)) {
            var count = 1;
            ConsumerRecord<String, byte[]> newest = reader.await(record -> key.equals(record.key()), BOUND);
            while (true) {
                try {
                    newest = reader.awaitAll(record -> key.equals(record.key()), ++count, Duration.ofMillis(300))
                            .getLast();
                } catch (AssertionError e) {
                    return wire.decode(newest.value(), Digest.class).await().atMost(BOUND);
                }
            }
        }
    }

    private void differ(String service, int bucket, int buckets) {
        differ(service, buckets, IntStream.of(bucket));
    }

    private void differ(String service, int buckets, IntStream which) {
        send(service, which.mapToObj(bucket -> difference(service, bucket, buckets, null)));
    }

    private void send(String service, Stream<Difference> differences) {
        var topic = Contract.differences(service);
        wire.prepareNow(topic, BOUND);
        var config = Environment.current().kafkaProperties();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            differences
                    .map(difference -> new ProducerRecord<>(
                            Environment.current().name(topic), "i-1", wire.encode(topic, difference)))
                    .forEach(producer::send);
        }
    }

    private static Difference difference(String service, int bucket, int buckets, @Nullable MissingVersions versions) {
        return Difference.newBuilder()
                .setSender(new Sender(service, "i-1", "test", Instant.now()))
                .setTopic("cc.tenants.v1")
                .setBucket(bucket)
                .setBuckets(buckets)
                .setCount(0)
                .setHash(0)
                .setHighestVersion(0)
                .setDigestTakenAt(Instant.now())
                .setFoundAt(Instant.now())
                .setVersions(versions)
                .build();
    }

    private static List<ConsumerRecord<String, byte[]>> events(String id, int count) {
        try (var reader = Environment.current().read(Contract.TENANTS)) {
            return reader.awaitAll(record -> id.equals(record.key()), count, BOUND);
        }
    }

    private static int bucket(String id) {
        return md5(id)[0] & 0xff;
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType("application/json");
    }

    private static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    private static String registered() {
        return operator()
                .body(Map.of("slug", "d-" + UUID.randomUUID().toString().substring(0, 13), "name", "Truth"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse order(Map<String, Object> what) {
        var body = new java.util.HashMap<>(what);
        body.put("reason", "a test");
        return as(Role.PLATFORM_ADMIN).body(body).post(REPUBLISH).then();
    }

    private static ValidatableResponse awaitDone(String operation) {
        await().atMost(BOUND)
                .untilAsserted(() -> operator()
                        .get(REPUBLISH + "/" + operation)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("DONE")));
        return operator().get(REPUBLISH + "/" + operation).then();
    }

    private static void sql(String text) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
