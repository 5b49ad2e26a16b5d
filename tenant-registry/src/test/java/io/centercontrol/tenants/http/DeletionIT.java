package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.as;
import static io.centercontrol.tenants.http.TenantFixture.move;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Kept;
import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.events.provisioning.Waiver;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.centercontrol.testkit.TurnedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way out of the platform, from the typed slug to the certificate and the tombstone. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class DeletionIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void is_scheduled_with_the_slug_typed_again_and_cancelled() {
        var slug = newSlug();
        var id = registered(slug);
        schedule(id, "another", null).statusCode(400).body("code", equalTo("SLUG_DOES_NOT_MATCH"));
        operator()
                .body(Map.of("reason", "r"))
                .post("/api/v1/tenants/" + id + "/schedule-deletion")
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUIRED"));
        schedule(id, slug, null)
                .statusCode(200)
                .body("status", equalTo("DELETION_SCHEDULED"))
                .body("allowedOperations", empty())
                .body("deletion.dueAt", notNullValue());
        move(id, "suspend").statusCode(409).body("legalMoves", contains("cancel-deletion"));
        move(id, "cancel-deletion").statusCode(200).body("status", equalTo("PROVISIONING"));
        move(id, "cancel-deletion").statusCode(409).body("code", equalTo("ILLEGAL_MOVE"));
    }

    @Test
    void only_a_test_tenant_may_go_at_once() {
        var slug = newSlug();
        String live = operator()
                .body(Map.of("slug", slug, "name", "Live", "kind", "LIVE"))
                .post("/api/v1/tenants")
                .then()
                .extract()
                .path("id");
        schedule(live, slug, "PT0S").statusCode(400).body("code", equalTo("GRACE_TOO_SHORT"));
        schedule(live, slug, "-PT1S").statusCode(400).body("code", equalTo("OUT_OF_RANGE"));
        schedule(live, slug, "soon").statusCode(400);
        schedule(live, slug, "P60D").statusCode(200);

        var test = newSlug();
        var id = registered(test);
        schedule(id, test, "PT0S").statusCode(200);
        awaitStatus(id, "EXPORTING");
        move(id, "cancel-deletion").statusCode(409);
    }

    @Test
    void is_refused_while_a_hold_stands_and_waits_for_one_that_comes_later() {
        var slug = newSlug();
        var id = registered(slug);
        String hold = hold(id, "LEGAL").statusCode(200).extract().path("holds[0].id");
        schedule(id, slug, "PT0S")
                .statusCode(409)
                .body("code", equalTo("TENANT_HELD"))
                .body("holds[0].reason", equalTo("a dispute"));
        release(id, hold).statusCode(200).body("holds", empty());
        release(id, hold).statusCode(404).body("code", equalTo("HOLD_NOT_FOUND"));

        schedule(id, slug, null).statusCode(200);
        String late = hold(id, "BILLING").statusCode(200).extract().path("holds[0].id");
        TurnedClock.forward(Duration.ofDays(31));
        var other = newSlug();
        var free = registered(other);
        schedule(free, other, "PT0S").statusCode(200);
        awaitStatus(free, "EXPORTING");
        show(id).body("status", equalTo("DELETION_SCHEDULED"));
        release(id, late).statusCode(200);
        awaitStatus(id, "EXPORTING");
        operator()
                .body(Map.of("kind", "FORGOTTEN", "reason", "r"))
                .post("/api/v1/tenants/" + id + "/holds")
                .then()
                .statusCode(400);
        as(Role.PLATFORM_VIEWER).get("/api/v1/tenants/" + id + "/holds").then().statusCode(200);
        as(Role.PLATFORM_VIEWER)
                .body(Map.of("kind", "LEGAL", "reason", "r"))
                .post("/api/v1/tenants/" + id + "/holds")
                .then()
                .statusCode(403);
    }

    @Test
    void ends_with_a_certificate_that_anybody_can_verify() throws Exception {
        var slug = newSlug();
        var key = UUID.randomUUID().toString();
        Map<String, Object> registration = Map.of(
                "slug",
                slug,
                "name",
                "Ada Lovelace",
                "kind",
                "TEST",
                "labels",
                Map.of("owner", "Ada"),
                "contacts",
                List.of(Map.of("role", "owner", "name", "Ada", "email", "ada@example.org")));
        String id = operator()
                .header("Idempotency-Key", key)
                .body(registration)
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        certificate(id).statusCode(404).body("code", equalTo("CERTIFICATE_NOT_FOUND"));
        schedule(id, slug, "PT0S").statusCode(200);
        awaitStatus(id, "EXPORTING");

        say(id, 2, true, false);
        awaitStatus(id, "ERASING");
        hold(id, "LEGAL").statusCode(409).body("code", equalTo("TENANT_BEING_DELETED"));
        say(id, 3, true, true);
        say(id, 4, true, true);
        awaitStatus(id, "DELETED");

        String jws = certificate(id)
                .statusCode(200)
                .body("statement.sub", equalTo(id))
                .body("statement.services[0].service", equalTo("storefront"))
                .body("statement.services[0].exportSha256", equalTo("ab".repeat(32)))
                .body("statement.services[0].kept[0].basis", equalTo("tax law"))
                .body("statement.services[0].unerased", nullValue())
                .body("statement.services[1].erasedAt", nullValue())
                .body("statement.services[1].unerased.cause", equalTo("WAIVED"))
                .body("statement.services[1].unerased.by", equalTo("one"))
                .body("statement.services[1].unerased.approvedBy", equalTo("two"))
                .body("statement.services[1].unerased.reason", equalTo("its disk is lost"))
                .extract()
                .path("certificate");
        var keys = new JsonWebKeySet(given().get("/api/v1/deletion-certificate-keys")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(keys.toJson()).doesNotContain("\"d\"");
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(jws);
        signature.setKey(new VerificationJwkSelector()
                .select(signature, keys.getJsonWebKeys())
                .getKey());
        assertThat(signature.verifySignature()).isTrue();
        var forged = new JsonWebSignature();
        var parts = jws.split("\\.");
        forged.setCompactSerialization(parts[0] + "." + parts[1].substring(1) + "x." + parts[2]);
        forged.setKey(signature.getKey());
        assertThat(forged.verifySignature()).isFalse();

        // Nothing personal is left: not in the tenant, its past, a kept answer or the database at large.
        show(id).body("name", equalTo("(erased)")).body("contacts", empty()).body("hosts", empty());
        operator()
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items.type[0]", equalTo("tenant.deleted"))
                .body("items", hasSize(5));
        assertThat(databaseTells("Ada")).isFalse();
        operator().queryParam("q", slug).get("/api/v1/tenants").then().body("total", equalTo(0));
        operator()
                .queryParam("q", slug)
                .queryParam("status", "DELETED")
                .get("/api/v1/tenants")
                .then()
                .body("total", equalTo(1));

        coolsDownAndLeavesATombstone(id, slug);
    }

    /** Within minutes, since it is a TEST tenant. */
    private void coolsDownAndLeavesATombstone(String id, String slug) {
        coolsDown(slug);
        TurnedClock.forward(Duration.ofMinutes(6));
        try (var reader = Environment.current().read(Contract.TENANTS)) {
            var records = reader.awaitAll(r -> id.equals(r.key()), 6, BOUND);
            assertThat(new String(records.get(4).value(), StandardCharsets.ISO_8859_1))
                    .as("the event of the deletion")
                    .contains("tenant.deleted")
                    .doesNotContain("Ada", "ada@");
            assertThat(records.getLast().value()).isNull();
            assertThat(TopicReader.headers(records.getLast()))
                    .containsEntry("version", "6")
                    .containsEntry("ce_type", "tenant.purged");
        }
        awaitFree(id, slug);
        operator().queryParam("slug", slug).get("/api/v1/resolve").then().body("id", not(equalTo(id)));
        certificate(id).statusCode(200);
    }

    private static void coolsDown(String slug) {
        operator()
                .body(Map.of("slug", slug, "name", "Next"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("SLUG_COOLING_DOWN"));
    }

    private static void awaitFree(String id, String slug) {
        await().atMost(BOUND)
                .untilAsserted(() -> operator()
                        .body(Map.of("slug", slug, "name", "Next"))
                        .post("/api/v1/tenants")
                        .then()
                        .statusCode(201)
                        .body("id", not(equalTo(id))));
    }

    @Test
    void the_slug_of_a_live_tenant_stays_taken_as_long_as_governance_says() {
        var slug = newSlug();
        String id = operator()
                .body(Map.of("slug", slug, "name", "Live", "kind", "LIVE"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        schedule(id, slug, null).statusCode(200);
        TurnedClock.forward(Duration.ofDays(31));
        awaitStatus(id, "EXPORTING");
        say(id, 2, true, false);
        awaitStatus(id, "ERASING");
        say(id, 3, true, true);
        awaitStatus(id, "DELETED");
        TurnedClock.forward(Duration.ofDays(31));
        try (var reader = Environment.current().read(Contract.TENANTS)) {
            reader.awaitAll(r -> id.equals(r.key()) && r.value() == null, 1, BOUND);
        }
        coolsDown(slug);
        TurnedClock.forward(Duration.ofDays(60));
        awaitFree(id, slug);
    }

    @Test
    void erased_news_for_a_tenant_that_stays_changes_nothing() {
        var id = registered();
        say(id, 2, true, true);
        var after = registered();
        say(after, 2, false, false);
        move(after, "suspend").statusCode(200);
        show(id).body("version", equalTo(1)).body("status", equalTo("PROVISIONING"));
    }

    private static boolean databaseTells(String text) throws Exception {
        try (var database = Environment.current().openDatabase();
                var statement = database.prepareStatement("select exists (select from tenant t where t::text like ?)"
                        + " or exists (select from tenant_history h where h::text like ?)"
                        + " or exists (select from idempotency i where i::text like ?)"
                        + " or exists (select from deletion_certificate c where c::text like ?)")) {
            for (var i = 1; i <= 4; i++) {
                statement.setString(i, "%" + text + "%");
            }
            var found = statement.executeQuery();
            found.next();
            return found.getBoolean(1);
        }
    }

    private static ValidatableResponse schedule(String id, String slug, @Nullable String grace) {
        var body = new HashMap<String, Object>(Map.of("slug", slug, "reason", "closed"));
        if (grace != null) {
            body.put("grace", grace);
        }
        return operator()
                .body(body)
                .post("/api/v1/tenants/" + id + "/schedule-deletion")
                .then();
    }

    private static ValidatableResponse hold(String id, String kind) {
        return operator()
                .body(Map.of("kind", kind, "reason", "a dispute"))
                .post("/api/v1/tenants/" + id + "/holds")
                .then();
    }

    private static ValidatableResponse release(String id, String hold) {
        return operator()
                .queryParam("reason", "settled")
                .delete("/api/v1/tenants/" + id + "/holds/" + hold)
                .then();
    }

    private static ValidatableResponse certificate(String id) {
        return as(Role.AUDITOR)
                .get("/api/v1/tenants/" + id + "/deletion-certificate")
                .then();
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> show(id).body("status", equalTo(status)));
    }

    /** What provisioning-service tells while its tenant services export and erase. */
    private void say(String tenant, long version, boolean exported, boolean erased) {
        wire.prepareNow(Contract.PROVISIONING, BOUND);
        var now = Instant.parse("2026-03-01T00:00:00Z");
        var service = ServiceDeletion.newBuilder()
                .setService("storefront")
                .setAttempt(1)
                .setAwaiting(!erased)
                .setExportedAt(exported ? now : null)
                .setExportSha256(exported ? "ab".repeat(32) : null)
                .setExportBytes(exported ? 12L : null)
                .setErasedAt(erased ? now : null)
                .setErasedBy(erased ? "instance-1" : null)
                .setKept(erased ? List.of(new Kept("invoices", "ledger", now, "tax law")) : List.of())
                // Nobody agreed to this one, and it was not needed.
                .setWaiver(new Waiver(false, "it is slow", "one", now, null, null))
                .build();
        var lost = ServiceDeletion.newBuilder()
                .setService("gift-cards")
                .setAttempt(1)
                .setAwaiting(false)
                .setWaiver(new Waiver(false, "its disk is lost", "one", now, "two", now))
                .build();
        var change = Change.newBuilder()
                .setEventId(UUID.randomUUID())
                .setAggregateId(tenant)
                .setVersion(version)
                .setType("provisioning.progressed")
                .setTime(Instant.now())
                .setActor(new Actor("provisioning-service", ActorKind.SERVICE, null))
                .build();
        var record = Provisioning.newBuilder()
                .setChange(change)
                .setTenantId(UUID.fromString(tenant))
                .setDesiredVersion(1)
                .setReady(false)
                .setPaused(false)
                .setServices(List.of())
                .setDeletion(new TenantDeletion(Task.EXPORT, exported, erased, List.of(service, lost)))
                .build();
        var config = Environment.current().kafkaProperties();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    Environment.current().name(Contract.PROVISIONING),
                    tenant,
                    wire.encode(Contract.PROVISIONING, record)));
        }
    }
}
