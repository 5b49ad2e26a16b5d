package io.centercontrol.tenants.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What leaves through the outbox and Debezium, and what the news of readiness does. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class TenantEventsIT {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Inject
    AvroWire wire;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void each_change_leaves_as_the_whole_tenant() {
        var answer = register();
        String id = text(answer, "id");
        suspend(id);

        var records = events(id, 2);
        var headers = TopicReader.headers(records.getLast());
        var tenant = decode(records.getLast());

        assertThat(headers)
                .containsEntry("ce_type", "tenant.suspended")
                .containsEntry("ce_source", "tenant-registry")
                .containsEntry("ce_subject", id)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("tenant-id", id)
                .containsEntry("version", "2")
                .containsEntry("ce_id", tenant.getChange().getEventId().toString())
                .containsEntry("ce_time", tenant.getChange().getTime().toString());
        assertThat(tenant.getId()).hasToString(id);
        assertThat(tenant.getAllowedOperations()).extracting(Enum::name).containsExactly("BACKOFFICE_READ", "EXPORT");
        assertThat(tenant.getChange().getVersion()).isEqualTo(2);
        assertThat(tenant.getChange().getReason()).isEqualTo("because of a test");
        assertThat(tenant.getChange().getActor().getKind()).isEqualTo(ActorKind.USER);
        assertThat(tenant.getChange().getChanges())
                .filteredOn(change -> change.getPath().equals("/status"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.getBefore()).isEqualTo("\"PROVISIONING\"");
                    assertThat(change.getAfter()).isEqualTo("\"SUSPENDED\"");
                });
        assertThat(TopicReader.headers(records.getFirst())).containsEntry("ce_id", text(answer, "eventId"));
    }

    @Test
    void readiness_makes_a_tenant_active_once() {
        var id = text(register(), "id");
        say(id, provisioning(id, 1, false));
        say(id, provisioning(id, 2, true));
        say(id, provisioning(id, 3, true));

        awaitStatus(id, "ACTIVE");
        assertThat(events(id, 2))
                .extracting(r -> TopicReader.headers(r).get("ce_type"))
                .containsExactly("tenant.registered", "tenant.activated");
        assertThat(show(id)).containsEntry("version", 2);
    }

    @Test
    void a_registration_can_be_waited_for_until_the_tenant_serves() throws Exception {
        var slug = "w-" + UUID.randomUUID().toString().substring(0, 13);
        // On a thread of its own: the common pool has one on a small machine, and the registry's client needs it.
        var answered = CompletableFuture.supplyAsync(
                () -> operator()
                        .body(Map.of("slug", slug, "name", "Waits"))
                        .post("/api/v1/tenants?wait=ready&timeout=20s")
                        .then(),
                Thread::startVirtualThread);
        var id = await().atMost(BOUND)
                .until(
                        () -> operator()
                                .get("/api/v1/tenants?q=" + slug)
                                .then()
                                .extract()
                                .<String>path("items[0].id"),
                        Objects::nonNull);
        assertThat(answered).isNotDone();

        say(id, provisioning(id, 1, true));

        answered.get(30, TimeUnit.SECONDS)
                .statusCode(201)
                .header("ETag", "\"2\"")
                .header("Location", "/api/v1/tenants/" + id)
                .body("status", equalTo("ACTIVE"))
                .body("version", equalTo(2))
                .body("propagation.status", notNullValue());
    }

    @Test
    void who_waits_in_vain_is_told_so_and_the_tenant_is_registered() {
        var waited = register("?wait=ready&timeout=300ms");
        assertThat(waited).containsEntry("status", "PROVISIONING");
        assertThat(waited)
                .extractingByKey("propagation")
                .asString()
                .contains("PENDING", "not ready within the timeout");
        assertThat(register("?wait=ready&dryRun=true&timeout=20s"))
                .extractingByKey("propagation")
                .asString()
                .contains("NOTHING");
        var id = text(waited, "id");
        operator()
                .body(Map.of("reason", "x"))
                .post("/api/v1/tenants/" + id + "/suspend?wait=ready")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/wait"));
        operator()
                .body(Map.of("slug", "never", "name", "Never"))
                .post("/api/v1/tenants?wait=ready&timeout=soon")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/timeout"));
        assertThat(show(id)).containsEntry("status", "PROVISIONING");
    }

    @Test
    void readiness_does_not_lift_a_suspension_but_is_remembered() {
        var id = text(register(), "id");
        suspend(id);
        say(id, provisioning(id, 1, true));
        await().atMost(BOUND).untilAsserted(() -> assertThat(show(id)).containsEntry("ready", true));
        assertThat(show(id)).containsEntry("status", "SUSPENDED");

        operator()
                .body(Map.of("reason", "paid"))
                .post("/api/v1/tenants/" + id + "/reinstate")
                .then()
                .statusCode(200);
        assertThat(show(id)).containsEntry("status", "ACTIVE");
    }

    @Test
    void a_poison_record_is_set_aside_and_the_partition_goes_on() throws Exception {
        var id = text(register(), "id");
        say(id, "no avro at all".getBytes(StandardCharsets.UTF_8));
        say(id, new byte[] {0, 0x7f, 0, 0, 1, 2, 3});
        var cut = provisioning(id, 1, true);
        say(id, java.util.Arrays.copyOf(cut, 20));
        say(id, null);
        say(id, provisioning(id, 2, true));

        awaitStatus(id, "ACTIVE");
        try (var database = Environment.current().openDatabase();
                var statement = database.prepareStatement(
                        "select reason from quarantine where record_key = convert_to(?, 'UTF8') order by record_offset")) {
            statement.setString(1, id);
            var found = statement.executeQuery();
            var reasons = new java.util.ArrayList<String>();
            while (found.next()) {
                reasons.add(found.getString(1));
            }
            assertThat(reasons)
                    .hasSize(3)
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("Confluent wire format"),
                            reason -> assertThat(reason).contains("no schema has the id"),
                            reason -> assertThat(reason).contains("not a Provisioning"));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> events(String id, int count) {
        try (var reader = Environment.current().read(Contract.TENANTS)) {
            return reader.awaitAll(r -> id.equals(r.key()), count, BOUND);
        }
    }

    private Tenant decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Tenant.class).await().atMost(BOUND);
    }

    private byte[] provisioning(String tenant, long version, boolean ready) {
        wire.prepareNow(Contract.PROVISIONING, BOUND);
        var change = Change.newBuilder()
                .setEventId(UUID.randomUUID())
                .setAggregateId(tenant)
                .setVersion(version)
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
                        .setReady(ready)
                        .setPaused(false)
                        .setServices(List.of())
                        .build());
    }

    private static void say(String key, byte @org.jspecify.annotations.Nullable [] value) {
        var kafka = Environment.current().kafkaProperties();
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Environment.current().name(Contract.PROVISIONING), key, value));
        }
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(show(id)).containsEntry("status", status));
    }

    private static RequestSpecification operator() {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                .contentType("application/json");
    }

    private static Map<String, Object> register() {
        return register("");
    }

    private static Map<String, Object> register(String query) {
        return operator()
                .body(Map.of("slug", "e-" + UUID.randomUUID().toString().substring(0, 13), "name", "Events"))
                .post("/api/v1/tenants" + query)
                .then()
                .statusCode(query.contains("dryRun") ? 200 : 201)
                .extract()
                .path("");
    }

    private static String text(Map<String, Object> answer, String field) {
        return String.valueOf(answer.get(field));
    }

    private static void suspend(String id) {
        operator()
                .body(Map.of("reason", "because of a test"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> show(String id) {
        return operator().get("/api/v1/tenants/" + id).then().extract().path("");
    }
}
