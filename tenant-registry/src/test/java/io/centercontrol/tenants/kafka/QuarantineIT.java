package io.centercontrol.tenants.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with records that were set aside: list, look, replay, drop. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class QuarantineIT {
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final String QUARANTINE = "/api/v1/admin/quarantine";

    @Inject
    AvroWire wire;

    @Test
    void a_record_is_looked_at_and_replayed_when_its_cause_is_gone() throws SQLException {
        var tenant = UUID.randomUUID().toString();
        var value = ready(tenant);
        say(tenant, value);
        var id = awaitSetAside(tenant);

        operator()
                .get(QUARANTINE + "/" + id)
                .then()
                .statusCode(200)
                .body("record.channel", equalTo("provisioning"))
                .body("record.topic", containsString("cc.provisioning.v1"))
                .body("record.key", equalTo(tenant))
                .body("record.state", equalTo("SET_ASIDE"))
                .body("record.attempts", equalTo(1))
                .body("value", equalTo(Base64.getEncoder().encodeToString(value)))
                .body("headers.find { it.name == 'trial' }.value", equalTo("of a test"))
                .body("decoded.tenantId", equalTo(tenant))
                .body("decoded.ready", equalTo(true))
                .body("actions", empty());

        // The cause is still there: a rehearsal tells it without a trace, a replay fails with one.
        decide(id, "replay?dryRun=true").statusCode(200).body("outcome", equalTo("FAILED"));
        decide(id, "replay")
                .statusCode(200)
                .body("outcome", equalTo("FAILED"))
                .body("failure", containsString("There is no tenant"));
        operator()
                .get(QUARANTINE + "/" + id)
                .then()
                .body("record.state", equalTo("SET_ASIDE"))
                .body("record.attempts", equalTo(2))
                .body("actions", hasSize(1))
                .body("actions[0].outcome", equalTo("FAILED"));

        makeTenant(tenant);
        decide(id, "replay?dryRun=true").statusCode(200).body("outcome", equalTo("APPLIED"));
        operator().get("/api/v1/tenants/" + tenant).then().body("status", equalTo("PROVISIONING"));

        decide(id, "replay").statusCode(200).body("outcome", equalTo("APPLIED"));
        operator().get("/api/v1/tenants/" + tenant).then().body("status", equalTo("ACTIVE"));
        operator()
                .get(QUARANTINE + "/" + id)
                .then()
                .body("record.state", equalTo("APPLIED"))
                .body("actions", hasSize(2))
                .body("actions[1].outcome", equalTo("APPLIED"))
                .body("actions[1].actorId", equalTo("platform-operator"))
                .body("actions[1].reason", equalTo("because of a test"))
                .body("actions[1].at", notNullValue());
        decide(id, "replay").statusCode(409).body("code", equalTo("QUARANTINE_RESOLVED"));
        decide(id, "drop").statusCode(409);
        listed(tenant).body("total", equalTo(0));
    }

    /** As many as the pool has connections, and more: each replay needs two. */
    @Test
    void many_who_replay_at_once_do_not_wait_for_each_other_for_ever() throws Exception {
        var tenant = UUID.randomUUID().toString();
        say(tenant, ready(tenant));
        var id = awaitSetAside(tenant);

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Stream.generate(() -> people.submit(() -> decide(id, "replay?dryRun=true")
                            .statusCode(200)
                            .body("outcome", equalTo("FAILED"))
                            .body("failure", containsString("There is no tenant"))))
                    .limit(24)
                    .toList();
            listed(tenant).body("total", equalTo(1));
            for (var answer : answers) {
                answer.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void a_dropped_record_is_kept_with_who_dropped_it() {
        var key = "k-" + UUID.randomUUID();
        say(key, "no avro at all".getBytes(StandardCharsets.UTF_8));
        var id = awaitSetAside(key);

        decide(id, "drop?dryRun=true").statusCode(200);
        listed(key).body("total", equalTo(1));
        var idempotency = UUID.randomUUID().toString();
        for (var i = 0; i < 2; i++) {
            operator()
                    .header("Idempotency-Key", idempotency)
                    .body(Map.of("reason", "a trial of another team"))
                    .post(QUARANTINE + "/" + id + "/drop")
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("DROPPED"));
        }
        listed(key).body("total", equalTo(0));
        operator()
                .get(QUARANTINE + "?state=DROPPED&reason=WIRE format&limit=500")
                .then()
                .statusCode(200)
                .body("items.find { it.key == '" + key + "' }.state", equalTo("DROPPED"));
        operator()
                .get(QUARANTINE + "/" + id)
                .then()
                .body("decoded", equalTo(null))
                .body("actions", hasSize(1))
                .body("actions[0].action", equalTo("DROP"))
                .body("actions[0].reason", equalTo("a trial of another team"));
    }

    @Test
    void many_are_replayed_in_their_order_and_those_that_fail_stay() throws SQLException {
        var good = UUID.randomUUID().toString();
        var bad = UUID.randomUUID().toString();
        say(good, ready(good));
        say(bad, ready(bad));
        var ids = List.of(awaitSetAside(good), awaitSetAside(bad));
        makeTenant(good);

        var body = Map.of("channel", "provisioning", "reasonContains", "no tenant", "reason", "tenants are back");
        operator()
                .body(body)
                .post(QUARANTINE + "/replay?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("applied", equalTo(0));
        var results = operator()
                .body(body)
                .post(QUARANTINE + "/replay")
                .then()
                .statusCode(200)
                .extract()
                .<List<Map<String, Object>>>path("results");
        assertThat(results)
                .filteredOn(result -> ids.contains(Long.valueOf(String.valueOf(result.get("id")))))
                .extracting(result -> result.get("outcome"))
                .containsExactlyInAnyOrder("APPLIED", "FAILED");
        operator().get("/api/v1/tenants/" + good).then().body("status", equalTo("ACTIVE"));
        decide(ids.getLast(), "drop").statusCode(200);
    }

    @Test
    void the_list_is_paged() {
        var key = "p-" + UUID.randomUUID();
        for (var i = 0; i < 3; i++) {
            say(key, ("poison " + i).getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(listed(key).extract().<Integer>path("total")).isEqualTo(3));
        var first =
                operator().get(QUARANTINE + "?limit=2").then().statusCode(200).extract();
        assertThat(first.<List<Number>>path("items.id")).hasSize(2);
        var second = operator()
                .get(QUARANTINE + "?limit=2&cursor=" + first.path("next"))
                .then()
                .statusCode(200)
                .extract();
        assertThat(second.<List<Number>>path("items.id")).doesNotContainAnyElementsOf(first.path("items.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=LOST", "?limit=0", "?cursor=nonsense", "/abc", "/-1"})
    void what_makes_no_sense_is_refused(String query) {
        operator().get(QUARANTINE + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_decision_has_a_reason_and_a_record() {
        operator().body(Map.of()).post(QUARANTINE + "/1/drop").then().statusCode(400);
        operator()
                .body(Map.of("reason", "x"))
                .post(QUARANTINE + "/replay")
                .then()
                .statusCode(400);
        operator()
                .body(Map.of("reason", "x", "channel", "provisioning", "most", 501))
                .post(QUARANTINE + "/replay")
                .then()
                .statusCode(400);
        decide(999_999_999L, "drop").statusCode(404).body("code", equalTo("QUARANTINED_RECORD_NOT_FOUND"));
        operator().get(QUARANTINE + "/999999999").then().statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void who_may(Role role) {
        var decides = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        assertThat(as(role).get(QUARANTINE).statusCode()).isEqualTo(decides || role == Role.AUDITOR ? 200 : 403);
        assertThat(as(role).body(Map.of("reason", "x"))
                        .post(QUARANTINE + "/999999999/drop")
                        .statusCode())
                .isEqualTo(decides ? 404 : 403);
        given().get(QUARANTINE).then().statusCode(401);
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType("application/json");
    }

    private static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    private static io.restassured.response.ValidatableResponse decide(long id, String what) {
        return operator()
                .body(Map.of("reason", "because of a test"))
                .post(QUARANTINE + "/" + id + "/" + what)
                .then();
    }

    private static io.restassured.response.ValidatableResponse listed(String key) {
        return operator()
                .get(QUARANTINE + "?channel=provisioning&key=" + key)
                .then()
                .statusCode(200);
    }

    private static long awaitSetAside(String key) {
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(listed(key).extract().<Integer>path("total")).isEqualTo(1));
        return listed(key).extract().<Number>path("items[0].id").longValue();
    }

    /** A tenant with an id that an event has named before, as after a restore of the database. */
    private static void makeTenant(String id) throws SQLException {
        var other = operator()
                .body(Map.of("slug", "q-" + UUID.randomUUID().toString().substring(0, 13), "name", "Other"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        try (var database = Environment.current().openDatabase();
                var statement = database.prepareStatement(
                        "insert into tenant (id, version, event_id, slug, name, kind, status, region, created_at,"
                                + " updated_at, document, search_words) select cast(? as uuid), version,"
                                + " gen_random_uuid(), 'restored-' || ?, name, kind, status, region, created_at,"
                                + " updated_at, jsonb_set(document, '{slug}', to_jsonb('restored-' || ?)), search_words"
                                + " from tenant where id = cast(? as uuid)")) {
            statement.setString(1, id);
            statement.setString(2, id);
            statement.setString(3, id);
            statement.setString(4, other);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private byte[] ready(String tenant) {
        wire.prepareNow(Contract.PROVISIONING, BOUND);
        var change = Change.newBuilder()
                .setEventId(UUID.randomUUID())
                .setAggregateId(tenant)
                .setVersion(1)
                .setType("provisioning.progressed")
                .setTime(Instant.now())
                .setActor(new Actor("provisioning-service", ActorKind.SERVICE, null))
                .build();
        return wire.encode(
                Contract.PROVISIONING,
                Provisioning.newBuilder()
                        .setChange(change)
                        .setTenantId(UUID.fromString(tenant))
                        .setDesiredVersion(1)
                        .setReady(true)
                        .setPaused(false)
                        .setServices(List.of())
                        .build());
    }

    private static void say(String key, byte[] value) {
        var config = Environment.current().kafkaProperties();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(Environment.current().name(Contract.PROVISIONING), key, value);
            record.headers().add("trial", "of a test".getBytes(StandardCharsets.UTF_8));
            producer.send(record);
        }
    }
}
