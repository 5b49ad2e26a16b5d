package io.centercontrol.offer.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PlanVersion;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of plans, and what follows from it for registrations and for the default plan. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class PlanListenerIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    @BeforeEach
    void nothing_known() throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.executeUpdate("delete from known_plan");
        }
    }

    @Test
    void a_tenant_is_registered_with_a_plan_on_offer() {
        var key = key();
        say(plan(key, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        awaitOffered(key);

        var tenant = register(key, false).statusCode(201).body("registeredPlan", equalTo(key));
        String id = tenant.extract().path("id");
        as(Role.PLATFORM_OPERATOR)
                .body(Map.of("reason", "unpaid"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200)
                .body("registeredPlan", equalTo(key));
        as(Role.AUDITOR)
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items[1].changes.find { it.path == '/registeredPlan' }.after", equalTo(key))
                .body("items[0].changes.path", not(hasItem("/registeredPlan")));
        assertThat(events(id, 2)).extracting(Tenant::getRegisteredPlan).containsExactly(key, key);
    }

    @Test
    void without_a_plan_the_default_counts_and_no_plan_need_be_known() {
        register(null, false).statusCode(201).body("registeredPlan", nullValue());
    }

    @Test
    void before_any_plan_is_known_none_can_be_named() {
        register("basic", false)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("UNKNOWN_PLAN"))
                .body("errors[0].pointer", equalTo("/plan"))
                .body("detail", containsString("No plan is known yet"));
    }

    @Test
    void what_is_not_on_offer_is_refused_with_what_is() {
        var offered = key();
        var draft = key();
        var addOn = key();
        var custom = key();
        var retired = key();
        say(plan(draft, 1, PlanKind.PLAN, null, PlanStatus.DRAFT));
        say(plan(addOn, 1, PlanKind.ADD_ON, null, PlanStatus.PUBLISHED));
        say(plan(custom, 1, PlanKind.PLAN, UUID.randomUUID(), PlanStatus.PUBLISHED));
        say(plan(retired, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        say(plan(retired, 2, PlanKind.PLAN, null, PlanStatus.RETIRED));
        say(plan(offered, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        awaitOffered(offered);

        for (var wrong : List.of(draft, addOn, custom, retired, "no-such-plan", "", "x".repeat(5_000))) {
            register(wrong, false)
                    .statusCode(400)
                    .body("code", equalTo("UNKNOWN_PLAN"))
                    .body("errors[0].pointer", equalTo("/plan"))
                    .body("detail", containsString("There is: " + offered + "."));
        }
    }

    @Test
    void older_news_change_nothing_and_a_tombstone_takes_a_plan_away() {
        var key = key();
        var marker = key();
        say(plan(key, 5, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        say(plan(key, 4, PlanKind.PLAN, null, PlanStatus.DRAFT));
        say(plan(marker, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        awaitOffered(marker);
        register(key, true).statusCode(200);

        sayTombstone(key, "5");
        await().atMost(BOUND).untilAsserted(() -> register(key, true).statusCode(400));

        // Heard again from the topic's beginning, as after a rebuild of the group.
        var last = key();
        say(plan(key, 5, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        say(plan(last, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        awaitOffered(last);
        register(key, true).statusCode(400);
    }

    @Test
    void poison_is_set_aside_and_the_partition_goes_on() {
        var key = key();
        var good = key();
        send(key, "no avro at all".getBytes(StandardCharsets.UTF_8), null);
        send(key, encoded(plan(key(), 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED)), null);
        send(key, null, null);
        send(key, null, "many");
        say(plan(good, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));

        awaitOffered(good);
        as(Role.PLATFORM_OPERATOR)
                .get("/api/v1/admin/quarantine?channel=plans&key=" + key)
                .then()
                .statusCode(200)
                .body("total", equalTo(4));
    }

    @Test
    void the_default_plan_is_one_on_offer_as_far_as_any_is_known() {
        // Nothing is known, so nothing can be said against it.
        setDefault("tomorrows-plan").statusCode(200).body("defaultPlan", equalTo("tomorrows-plan"));

        var offered = key();
        var addOn = key();
        say(plan(addOn, 1, PlanKind.ADD_ON, null, PlanStatus.PUBLISHED));
        say(plan(offered, 1, PlanKind.PLAN, null, PlanStatus.PUBLISHED));
        awaitOffered(offered);
        setDefault(addOn)
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PLAN"))
                .body("errors[0].pointer", equalTo("/defaultPlan"))
                .body("detail", containsString(offered));
        setDefault(offered).statusCode(200).body("defaultPlan", equalTo(offered));

        // One that was retired may stay while other terms change.
        say(plan(offered, 2, PlanKind.PLAN, null, PlanStatus.RETIRED));
        await().atMost(BOUND).untilAsserted(() -> register(offered, true).statusCode(400));
        var body = terms();
        body.put("defaultMostStores", 11);
        put(body).statusCode(200).body("defaultPlan", equalTo(offered));
        body.put("defaultMostStores", 10);
        put(body).statusCode(200);

        setDefault(null).statusCode(200).body("defaultPlan", nullValue());
        as(Role.AUDITOR)
                .get("/api/v1/governance/history?limit=1")
                .then()
                .body("items[0].changes.path", equalTo(List.of("/defaultPlan")))
                .body("items[0].changes[0].before", equalTo(offered));
    }

    @AfterEach
    void the_first_default_again() throws SQLException {
        nothing_known();
        setDefault("basic").statusCode(200);
    }

    private static ValidatableResponse setDefault(@Nullable String plan) {
        var body = terms();
        body.put("defaultPlan", plan);
        return put(body);
    }

    private static Map<String, @Nullable Object> terms() {
        Map<String, @Nullable Object> body = new HashMap<>(as(Role.PLATFORM_ADMIN)
                .get("/api/v1/governance")
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, Object>>path(""));
        body.keySet().removeAll(java.util.Set.of("existing", "version", "updatedAt", "eventId"));
        body.put("reason", "because of a test");
        return body;
    }

    private static ValidatableResponse put(Map<String, @Nullable Object> body) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-Match", "*")
                .body(body)
                .put("/api/v1/governance")
                .then();
    }

    private static void awaitOffered(String key) {
        await().atMost(BOUND).untilAsserted(() -> register(key, true).statusCode(200));
    }

    private static ValidatableResponse register(@Nullable String plan, boolean dryRun) {
        var slug = "o-" + UUID.randomUUID().toString().substring(0, 13);
        var body = new HashMap<String, Object>(Map.of("slug", slug, "name", "Shop", "kind", "TEST"));
        if (plan != null) {
            body.put("plan", plan);
        }
        return as(Role.PLATFORM_OPERATOR)
                .body(body)
                .post("/api/v1/tenants" + (dryRun ? "?dryRun=true" : ""))
                .then();
    }

    private static String key() {
        return "p" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType("application/json");
    }

    private List<Tenant> events(String id, int count) {
        try (var reader = Environment.current().read(Contract.TENANTS)) {
            return reader.awaitAll(r -> id.equals(r.key()), count, BOUND).stream()
                    .map(record ->
                            wire.decode(record.value(), Tenant.class).await().atMost(BOUND))
                    .toList();
        }
    }

    private static Plan plan(String key, long version, PlanKind kind, @Nullable UUID onlyFor, PlanStatus status) {
        var now = Instant.now();
        return Plan.newBuilder()
                .setChange(Change.newBuilder()
                        .setEventId(UUID.randomUUID())
                        .setAggregateId(key)
                        .setVersion(version)
                        .setType("plan.changed")
                        .setTime(now)
                        .setActor(new Actor("plan-service", ActorKind.SERVICE, null))
                        .setReason(null)
                        .setCorrelationId(null)
                        .setCausationId(null)
                        .setChanges(List.of())
                        .build())
                .setKey(key)
                .setName("Plan " + key)
                .setKind(kind)
                .setOnlyFor(onlyFor)
                .setVersions(List.of(PlanVersion.newBuilder()
                        .setNumber(1)
                        .setStatus(status)
                        .setGrants(List.of())
                        .setPrice(null)
                        .setTrialDays(0)
                        .setAfterTrial(null)
                        .setPublishedAt(status == PlanStatus.DRAFT ? null : now)
                        .build()))
                .setUpdatedAt(now)
                .build();
    }

    private void say(Plan plan) {
        send(plan.getKey(), encoded(plan), null);
    }

    private byte[] encoded(Plan plan) {
        wire.prepareNow(Contract.PLANS, BOUND);
        return wire.encode(Contract.PLANS, plan);
    }

    private static void sayTombstone(String key, String version) {
        send(key, null, version);
    }

    private static void send(String key, byte @Nullable [] value, @Nullable String version) {
        var config = Environment.current().kafkaProperties();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(Environment.current().name(Contract.PLANS), key, value);
            if (version != null) {
                record.headers().add("version", version.getBytes(StandardCharsets.UTF_8));
            }
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
