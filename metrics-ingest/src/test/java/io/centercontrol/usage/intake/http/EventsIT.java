package io.centercontrol.usage.intake.http;

import static io.centercontrol.usage.intake.http.EventFixture.BATCH;
import static io.centercontrol.usage.intake.http.EventFixture.SINGLE;
import static io.centercontrol.usage.intake.http.EventFixture.json;
import static io.centercontrol.usage.intake.http.EventFixture.now;
import static io.centercontrol.usage.intake.http.EventFixture.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.meters.http.MeterFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CloudEvents by HTTP: what is taken is in the log and counts once; what is wrong is said, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class EventsIT {
    private EventFixture events;

    @BeforeEach
    void begin() {
        events = new EventFixture();
    }

    @AfterEach
    void end() {
        events.close();
    }

    @Test
    void each_form_is_taken_and_counts_for_each_meter_of_its_type() throws SQLException {
        assertThat(events.single(events.order("o1", 100)).statusCode()).isEqualTo(204);
        assertThat(events.batch(List.of(events.order("o2", "200"), events.order("o3", 300)))
                        .statusCode())
                .isEqualTo(204);
        assertThat(events.send("application/json", json(events.order("o4", 400)))
                        .statusCode())
                .isEqualTo(204);
        assertThat(events.send("application/json; charset=UTF-8", json(List.of(events.order("o5", 500))))
                        .statusCode())
                .isEqualTo(204);
        assertThat(binary("o6", "{\"amount\":600,\"currency\":\"EUR\"}").statusCode())
                .isEqualTo(204);
        events.awaitAccount(12, 0, 0);
        assertThat(events.total("orders")).isEqualTo(6);
        assertThat(events.total("gmv")).isEqualTo(2_100);
        assertThat(EventFixture.text("select count(*) from usage_producer where service = 'metrics-ingest'"))
                .isEqualTo("0");
    }

    @Test
    void one_counts_once_by_source_and_id_whoever_sends_it_and_in_whatever_form() throws SQLException {
        var order = events.order("o1", 100);
        order.put("time", now().toString());
        assertThat(events.single(order).statusCode()).isEqualTo(204);
        assertThat(events.batch(List.of(order, order)).statusCode()).isEqualTo(204);
        events.awaitAccount(2, 4, 0);
        try (var other = new EventFixture()) {
            assertThat(other.single(order).statusCode()).isEqualTo(204);
            other.awaitAccount(0, 2, 0);
        }
        var elsewhere = new HashMap<>(order);
        elsewhere.put("source", "/other");
        assertThat(events.single(elsewhere).statusCode()).isEqualTo(204);
        events.awaitAccount(4, 4, 0);
        assertThat(events.total("orders")).isEqualTo(2);
        assertThat(events.total("gmv")).isEqualTo(200);
        try (var tenant = new EventFixture()) {
            var theirs = new HashMap<>(order);
            theirs.put("subject", tenant.tenant().toString());
            assertThat(tenant.single(theirs).statusCode()).isEqualTo(204);
            tenant.awaitAccount(2, 0, 0);
        }
    }

    @Test
    void one_without_a_time_that_is_sent_again_after_midnight_counts_once() throws SQLException {
        var order = events.order("o1", 100);
        order.put("time", now().minus(Duration.ofDays(1)).toString());
        assertThat(events.single(order).statusCode()).isEqualTo(204);
        events.awaitAccount(2, 0, 0);
        order.remove("time");
        assertThat(events.single(order).statusCode()).isEqualTo(204);
        events.awaitAccount(2, 2, 0);
        assertThat(events.total("orders")).isEqualTo(1);
    }

    @Test
    void two_days_in_one_batch_count_once_too() throws SQLException {
        var one = events.order("o1", 100);
        one.put("time", now().minus(Duration.ofDays(1)).toString());
        assertThat(events.batch(List.of(one, events.order("o1", 100))).statusCode())
                .isEqualTo(204);
        events.awaitAccount(2, 2, 0);
        assertThat(events.total("orders")).isEqualTo(1);
    }

    @Test
    void what_nobody_measures_and_whose_tenant_is_not_known_is_kept_with_its_reason() throws SQLException {
        var stranger = events.order("o1", 100);
        stranger.put("subject", EventWriter.newId().toString());
        // The key of a meter is no type of event.
        assertThat(events.batch(List.of(
                                events.event("parcel.lost", "p1", Map.of("why", "rain", "where", List.of("here"))),
                                events.event("orders", "p2", Map.of()),
                                stranger))
                        .statusCode())
                .isEqualTo(204);
        events.awaitAccount(0, 0, 4);
        assertThat(events.rejected())
                .isEqualTo("type:parcel.lost UNKNOWN_METER, type:orders UNKNOWN_METER, orders UNKNOWN_TENANT,"
                        + " gmv UNKNOWN_TENANT");
        assertThat(EventFixture.text("select event ->> 'id' || ' ' || (event -> 'properties') from usage_rejected"
                        + " where producer = '" + events.keyId() + "' order by number limit 1"))
                .isEqualTo(events.tenant() + ":5:/shop:p1 {\"why\": \"rain\"}");
    }

    @Test
    void what_was_kept_counts_when_it_is_sent_again_after_its_meter_was_made() throws SQLException {
        var type = "made." + UUID.randomUUID();
        var event = events.event(type, "e1", Map.of());
        assertThat(events.single(event).statusCode()).isEqualTo(204);
        events.awaitAccount(0, 0, 1);
        var key = MeterFixture.newKey();
        var meter = MeterFixture.parcels();
        meter.put("eventType", type);
        MeterFixture.create(key, meter).statusCode(201);
        assertThat(events.single(event).statusCode()).isEqualTo(204);
        events.awaitAccount(1, 0, 1);
        assertThat(events.total(key)).isEqualTo(1);

        meter.put("archived", true);
        MeterFixture.revise(key, "\"1\"", meter).statusCode(200);
        org.awaitility.Awaitility.await().atMost(EventFixture.BOUND).untilAsserted(() -> {
            assertThat(events.single(events.event(type, UUID.randomUUID().toString(), Map.of()))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(events.rejected()).endsWith(key + " ARCHIVED_METER");
        });
    }

    @Test
    void it_has_the_grade_of_its_meter() throws SQLException {
        assertThat(events.batch(List.of(
                                events.event("api.called", "c1", Map.of()),
                                events.event("user.seen", "u1", Map.of("user", "ann")),
                                events.event("user.seen", "u2", Map.of("user", "ann"))))
                        .statusCode())
                .isEqualTo(204);
        events.awaitAccount(3, 0, 0);
        assertThat(events.total("api-calls")).isEqualTo(1);
        assertThat(EventFixture.text("select count(*) from usage_subject where tenant_id = '" + events.tenant() + "'"))
                .isEqualTo("1");
    }

    @Test
    void one_that_is_wrong_refuses_all_and_each_flaw_has_its_place() throws Exception {
        var wrong = new ArrayList<Map<String, @Nullable Object>>();
        wrong.add(events.order("o1", 1));
        wrong.add(with("specversion", "0.3"));
        wrong.add(with("id", null));
        wrong.add(with("source", ""));
        wrong.add(with("subject", "acme"));
        wrong.add(with("time", "1970-01-01T00:00:00Z"));
        wrong.add(with("time", "2100-01-01T00:00:00Z"));
        wrong.add(with("id", "a\u0007"));
        wrong.add(with("type", 7));
        wrong.add(with("data", List.of()));
        wrong.add(events.order("o2", 1.5));
        wrong.add(events.order("o3", "9223372036854775808"));
        wrong.add(events.order("o4", "NaN"));
        wrong.add(events.order("o5", -1));
        wrong.add(events.event("order.placed", "o6", Map.of("currency", "EUR")));
        wrong.add(events.event("order.placed", "o7", Map.of("amount", 1, "currency", "EURO")));
        wrong.add(events.event("user.seen", "o8", Map.of()));
        // What is no event at all is said before what meters find wrong with events.
        assertThat(flaws(events.batch(wrong)))
                .containsExactlyInAnyOrder(
                        "/1/specversion WRONG_SPECVERSION",
                        "/2/id REQUIRED",
                        "/3/source REQUIRED",
                        "/4/subject INVALID_SUBJECT",
                        "/7/id CONTROL_CHARACTER",
                        "/8/type NOT_A_TEXT",
                        "/9/data DATA_NOT_AN_OBJECT");
        var left = new ArrayList<Map<String, @Nullable Object>>();
        left.add(wrong.getFirst());
        left.addAll(wrong.subList(5, 7));
        left.addAll(wrong.subList(10, 17));
        assertThat(flaws(events.batch(left)))
                .containsExactly(
                        "/1/time TOO_OLD",
                        "/2/time IN_THE_FUTURE",
                        "/3/data/amount NOT_A_WHOLE_NUMBER",
                        "/4/data/amount BEYOND_A_LONG",
                        "/5/data/amount NOT_A_WHOLE_NUMBER",
                        "/6/data/amount NEGATIVE_MONEY",
                        "/7/data/amount REQUIRED",
                        "/8/data/currency UNKNOWN_CURRENCY",
                        "/9/data/user NO_SUBJECT");
        assertThat(flaws(events.single(events.order("o1", 1.5)))).containsExactly("/data/amount NOT_A_WHOLE_NUMBER");
        nothingIsTaken();
    }

    @Test
    void what_cannot_be_read_is_refused() throws Exception {
        var good = json(events.order("o1", 1));
        refused(events.send(SINGLE, good.replace("{\"", "{\"id\":\"twice\",\"")), 400, "INVALID_JSON");
        refused(events.send(SINGLE, good + "x"), 400, "INVALID_JSON");
        refused(events.send(SINGLE, ""), 400, "INVALID_JSON");
        refused(events.send(SINGLE, "{\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400, "INVALID_JSON");
        refused(events.send(SINGLE, good.replace("\"/shop\"", "\"\\ud800\"")), 400, "INVALID_JSON");
        refused(events.send(SINGLE, good.getBytes(StandardCharsets.UTF_16)), 400, "INVALID_JSON");
        refused(events.send(SINGLE, good.replace(":1,", ":NaN,").replace(":1}", ":NaN}")), 400, "INVALID_JSON");
        refused(events.send(SINGLE, "[" + good + "]"), 400, "NOT_AN_EVENT");
        refused(events.send(SINGLE, "7"), 400, "NOT_AN_EVENT");
        refused(events.send(BATCH, good), 400, "NOT_A_BATCH");
        refused(events.send(BATCH, "[7]"), 400, "NOT_AN_EVENT");
        refused(events.send("text/plain", good), 415, "MEDIA_TYPE_NOT_SUPPORTED");
        refused(events.send("application/cloudevents+avro", good), 415, "MEDIA_TYPE_NOT_SUPPORTED");
        refused(events.send(SINGLE + "; charset=iso-8859-1", good), 415, "MEDIA_TYPE_NOT_SUPPORTED");
        refused(events.send("", good), 415, "MEDIA_TYPE_NOT_SUPPORTED");
        refused(events.send(SINGLE, gzip(good), "Content-Encoding", "gzip"), 415, "CONTENT_ENCODING_NOT_SUPPORTED");
        refused(events.send(SINGLE, good.replace("/shop", "x".repeat(1_000_000))), 413, "BODY_TOO_LARGE");
        var many = new ArrayList<Map<String, @Nullable Object>>();
        for (var at = 0; at <= 1_000; at++) {
            many.add(events.event("api.called", "c" + at, Map.of()));
        }
        refused(events.batch(many), 400, "TOO_MANY_EVENTS");
        refused(
                events.request("POST", "?dryRun=true", events.key(), SINGLE, good.getBytes(StandardCharsets.UTF_8)),
                400,
                "");
        refused(events.request("GET", "", events.key(), SINGLE, new byte[0]), 405, "METHOD_NOT_ALLOWED");
        nothingIsTaken();
        many.removeLast();
        assertThat(events.batch(many).statusCode()).isEqualTo(204);
        events.awaitAccount(1_000, 0, 0);
    }

    @Test
    void attributes_in_headers_are_read_strictly() throws Exception {
        refused(binary("a%C0%AF", "{}"), 400, "INVALID_HEADER");
        refused(binary("a%zz", "{}"), 400, "INVALID_HEADER");
        refused(
                events.send("application/json", "{}", "ce-id", "a", "CE-ID", "b", "ce-specversion", "1.0"),
                400,
                "TWICE");
        assertThat(flaws(binary("a%00", "{\"amount\":1,\"currency\":\"EUR\"}")))
                .containsExactly("/id CONTROL_CHARACTER");
        assertThat(flaws(binary("a", "[]"))).containsExactly("/data DATA_NOT_AN_OBJECT");
        assertThat(flaws(events.send("application/json", "{}", "ce-specversion", "1.0")))
                .containsExactly("/id REQUIRED", "/source REQUIRED", "/type REQUIRED", "/subject REQUIRED");
        nothingIsTaken();
        assertThat(binary("gr%C3%B6%C3%9Fe+1", "{\"amount\":1,\"currency\":\"EUR\"}")
                        .statusCode())
                .isEqualTo(204);
        events.awaitAccount(2, 0, 0);
        assertThat(EventFixture.text(
                        "select id from usage_seen where meter = 'gmv' and tenant_id = '" + events.tenant() + "'"))
                .isEqualTo(events.tenant() + ":5:/shop:größe+1");
    }

    @Test
    void nothing_but_a_key_opens_it_and_a_key_opens_nothing_else() {
        var body = json(events.order("o1", 1)).getBytes(StandardCharsets.UTF_8);
        var admin = Environment.current().tokens().of(Role.PLATFORM_ADMIN);
        for (var bearer : new @Nullable String[] {null, admin, events.key().replace("cck_", "ccx_")}) {
            refused(events.request("POST", "", bearer, SINGLE, body), 401, "USAGE_KEY_REQUIRED");
        }
        try (var trail = AuditTrail.open()) {
            trail.await(
                    "access.unauthenticated",
                    entry -> entry.getRequest() != null
                            && entry.getRequest().getPath().equals("/api/v1/events")
                            && entry.getCount() >= 1);
        }
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(events.key())
                .get("/api/v1/meters")
                .then()
                .statusCode(401);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(events.key())
                .get("/q/openapi")
                .then()
                .statusCode(401);
        MeterFixture.as(Role.PLATFORM_OPERATOR)
                .delete("/api/v1/usage-keys/" + events.keyId() + "?reason=leaked")
                .then()
                .statusCode(200);
        events.awaitKey(false);
    }

    @Test
    void a_bound_key_sends_for_its_tenant_alone_and_ends_with_it() throws SQLException {
        try (var bound = new EventFixture(true)) {
            assertThat(bound.single(bound.order("o1", 1)).statusCode()).isEqualTo(204);
            var foreign = bound.order("o2", 1);
            foreign.put("subject", events.tenant().toString());
            var answer = bound.batch(List.of(bound.order("o3", 1), foreign));
            refused(answer, 403, "FOREIGN_TENANT");
            assertThat(flaws(answer)).containsExactly("/1/subject FOREIGN_TENANT");
            bound.awaitAccount(2, 0, 0);
            try (var trail = AuditTrail.open()) {
                trail.await(
                        "access.denied",
                        entry -> ("usage-key/" + bound.keyId())
                                        .equals(entry.getActor().getSubject())
                                && entry.getRequest().getPath().equals("/api/v1/events"));
            }
            bound.platform().asked(bound.tenant(), 2, 1, io.centercontrol.events.Task.ERASE);
            bound.awaitKey(false);
        }
    }

    @Test
    void who_is_told_that_it_is_not_safe_sends_it_again_and_it_counts_once() throws Exception {
        var environment = Environment.current();
        var topic = environment.name(io.centercontrol.schemas.Contract.usage("metrics-ingest"));
        var grant = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + environment.access().serviceUser("metrics-ingest"),
                        "*",
                        AclOperation.WRITE,
                        AclPermissionType.ALLOW));
        try (var admin = Admin.create(environment.kafkaProperties())) {
            var order = events.order("o1", 100);
            order.put("time", now().toString());
            assertThat(admin.deleteAcls(List.of(grant.toFilter())).all().get()).hasSize(1);
            try {
                org.awaitility.Awaitility.await().atMost(EventFixture.BOUND).untilAsserted(() -> {
                    var answer = events.single(order);
                    refused(answer, 503, "EVENTS_NOT_TAKEN");
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
                });
            } finally {
                admin.createAcls(List.of(grant)).all().get();
            }
            org.awaitility.Awaitility.await()
                    .atMost(EventFixture.BOUND)
                    .until(() -> events.single(order).statusCode() == 204);
            assertThat(events.single(order).statusCode()).isEqualTo(204);
            org.awaitility.Awaitility.await()
                    .atMost(EventFixture.BOUND)
                    .until(() -> events.account().matches("2 [2-9] 0"));
            assertThat(events.total("orders")).isEqualTo(1);
        }
    }

    @Test
    void its_key_stands_in_the_accounts_of_conservation() throws SQLException {
        assertThat(events.batch(List.of(events.order("o1", 1), events.event("nothing.at-all", "n1", Map.of())))
                        .statusCode())
                .isEqualTo(204);
        events.awaitAccount(2, 0, 1);
        MeterFixture.as(Role.PLATFORM_VIEWER)
                .get("/api/v1/usage/conservation?service=metrics-ingest&producer=" + events.keyId())
                .then()
                .statusCode(200)
                .body("items.size()", org.hamcrest.Matchers.equalTo(1))
                .body("items[0].accepted", org.hamcrest.Matchers.equalTo(2))
                .body("items[0].rejected", org.hamcrest.Matchers.equalTo(1));
        MeterFixture.as(Role.AUDITOR)
                .get("/api/v1/usage/rejected?producer=" + events.keyId())
                .then()
                .statusCode(200)
                .body("items[0].reason", org.hamcrest.Matchers.equalTo("UNKNOWN_METER"));
    }

    private HttpResponse<String> binary(String id, String data) {
        return events.send(
                "application/json",
                data,
                "ce-specversion",
                "1.0",
                "ce-id",
                id,
                "ce-source",
                "/shop",
                "ce-type",
                "order.placed",
                "ce-subject",
                events.tenant().toString(),
                "ce-time",
                Instant.now().toString());
    }

    private Map<String, @Nullable Object> with(String attribute, @Nullable Object value) {
        var event = events.order(UUID.randomUUID().toString(), 1);
        event.put(attribute, value);
        return event;
    }

    private static byte[] gzip(String text) throws java.io.IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = tree(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        if (!code.isEmpty()) {
            assertThat(problem.path("code").asText() + " " + problem.path("errors"))
                    .contains(code);
        }
    }

    private static List<String> flaws(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
        var found = new ArrayList<String>();
        tree(answer)
                .path("errors")
                .forEach(one -> found.add(
                        one.path("pointer").asText() + " " + one.path("code").asText()));
        return found;
    }

    /** A good one that is sent behind what was refused is all that counts. */
    private void nothingIsTaken() throws SQLException {
        assertThat(events.account()).isEmpty();
        assertThat(EventFixture.text("select count(*) from usage_minute where tenant_id = '" + events.tenant() + "'"))
                .isEqualTo("0");
    }
}
