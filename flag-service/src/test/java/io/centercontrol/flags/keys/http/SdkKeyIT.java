package io.centercontrol.flags.keys.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.events.audit.AuditOutcome;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kit.keys.Secret;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of programs: issued, shown once, found, revoked. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class SdkKeyIT {
    private static final String KEYS = "/api/v1/sdk-keys";
    /** An instance looks twice a second; the rest is for a machine that does much else. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Inject
    KeyRing ring;

    @Test
    void one_is_shown_once_and_taken_by_the_instance() throws SQLException {
        var issued = admin().body(body("OFREP"))
                .post(KEYS)
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("key", matchesPattern(Secret.PATTERN))
                .body("scopes", contains("OFREP"))
                .body("createdBy.kind", equalTo("USER"))
                .body("lastUsedAt", nullValue())
                .extract();
        var id = issued.<String>path("id");
        var key = issued.<String>path("key");
        assertThat(issued.header("Location")).isEqualTo(KEYS + "/" + id);
        admin().get(KEYS + "/" + id).then().statusCode(200).body("key", nullValue());
        await().atMost(BOUND).until(() -> ring.find(key, Scope.OFREP) != null);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> admin().get(KEYS + "/" + id).then().body("lastUsedAt", notNullValue()));
        assertThat(everythingKept()).doesNotContain(key).doesNotContain(key.substring(37));

        as(Role.PLATFORM_OPERATOR).delete(KEYS + "/" + id).then().statusCode(400);
        as(Role.PLATFORM_OPERATOR)
                .delete(KEYS + "/" + id + "?reason=leaked&dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true));
        as(Role.PLATFORM_OPERATOR)
                .delete(KEYS + "/" + id + "?reason=leaked")
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue())
                .body("version", equalTo(2));
        await().atMost(BOUND).until(() -> ring.find(key, Scope.OFREP) == null);
        as(Role.PLATFORM_OPERATOR)
                .delete(KEYS + "/" + id + "?reason=again")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        as(Role.AUDITOR)
                .get(KEYS + "/" + id + "/history")
                .then()
                .body("total", equalTo(2))
                .body("items.type", contains("sdk-key.revoked", "sdk-key.issued"))
                .body("items.reason", contains("leaked", "because of a test"))
                .body("items[1].changes.path", contains("/name", "/scopes"));
    }

    @Test
    void a_repeat_shows_no_secret_and_a_dry_run_none() throws SQLException {
        var idempotencyKey = UUID.randomUUID().toString();
        var body = body("OFREP", "SYNC");
        var first = admin().header("Idempotency-Key", idempotencyKey).body(body).post(KEYS);
        var second =
                admin().header("Idempotency-Key", idempotencyKey).body(body).post(KEYS);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.<String>path("id")).isEqualTo(first.<String>path("id"));
        assertThat(first.<String>path("key")).isNotNull();
        assertThat(second.<@Nullable String>path("key")).isNull();
        assertThat(everythingKept()).doesNotContain(first.<String>path("key"));
        admin().body(body)
                .post(KEYS + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("key", nullValue());
    }

    @Test
    void what_is_done_with_one_is_told_in_its_transaction_and_what_is_only_tried_too() {
        var body = body("OFREP");
        var name = "audited " + UUID.randomUUID();
        body.put("name", name);
        admin().body(body).post(KEYS + "?dryRun=true").then().statusCode(200);
        var id = admin().header("X-Correlation-Id", "ticket-19")
                .body(body)
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        admin().delete(KEYS + "/" + id + "?reason=leaked").then().statusCode(200);
        try (var trail = AuditTrail.open()) {
            var issued = trail.await("sdk-key.issued", entry -> isAbout(entry, id));
            assertThat(issued.getCategory()).isEqualTo(AuditCategory.CREDENTIAL);
            assertThat(issued.getActor().getSubject()).isEqualTo(Role.PLATFORM_ADMIN.text());
            assertThat(issued.getActor().getRoles()).containsExactly(Role.PLATFORM_ADMIN.text());
            assertThat(issued.getActor().getIssuer()).isNotEmpty();
            assertThat(issued.getActor().getAddress()).isEqualTo("127.0.0.1");
            assertThat(issued.getReason()).isEqualTo("because of a test");
            assertThat(issued.getRequest().getMethod()).isEqualTo("POST");
            assertThat(issued.getRequest().getPath()).isEqualTo(KEYS);
            assertThat(issued.getCorrelationId()).isEqualTo("ticket-19");
            assertThat(issued.getDetail().get("/name")).contains("\"before\":null", name);
            assertThat(issued.getService().getName()).isEqualTo("flag-service");
            var revoked = trail.await("sdk-key.revoked", entry -> isAbout(entry, id));
            assertThat(revoked.getNumber()).isGreaterThan(issued.getNumber());
            assertThat(revoked.getReason()).isEqualTo("leaked");
            trail.await(
                    "dry-run.done",
                    entry ->
                            entry.getRequest().getPath().equals(KEYS) && "because of a test".equals(entry.getReason()));
            assertThat(trail.wholeWithin(Duration.ZERO).stream()
                            .filter(entry -> entry.getAction().equals("sdk-key.issued")
                                    && String.valueOf(entry.getDetail().get("/name"))
                                            .contains(name)))
                    .as("what was only tried was not issued")
                    .hasSize(1);
        }
    }

    @Test
    void numbers_have_no_gaps_whoever_writes_at_once_and_whatever_is_rolled_back() throws Exception {
        var ids = ConcurrentHashMap.<String>newKeySet();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < 4; writer++) {
                var token = Environment.current().tokens().of(Role.PLATFORM_ADMIN, "writer-" + writer);
                writers.submit(() -> {
                    for (var i = 0; i < 8; i++) {
                        var request = given().auth()
                                .oauth2(token)
                                .contentType(ContentType.JSON)
                                .body(body("SYNC"));
                        if (i % 2 == 0) {
                            ids.add(request.post(KEYS).<String>path("id"));
                        } else {
                            request.post(KEYS + "?dryRun=true");
                        }
                    }
                });
            }
        }
        try (var trail = AuditTrail.open()) {
            assertThat(ids).hasSize(16);
            ids.forEach(id -> trail.await("sdk-key.issued", entry -> isAbout(entry, id)));
            trail.wholeWithin(Duration.ofMillis(500));
        }
    }

    @Test
    void who_asks_without_a_good_one_is_counted_and_who_asks_for_others_is_named() {
        for (var i = 0; i < 10; i++) {
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .post("/ofrep/v1/evaluate/flags/made-up-" + i)
                    .then()
                    .statusCode(401);
        }
        var body = body("OFREP");
        body.put("tenants", List.of(UUID.randomUUID().toString()));
        var issued = admin().body(body).post(KEYS).then().statusCode(201).extract();
        var id = issued.<String>path("id");
        var key = issued.<String>path("key");
        await().atMost(BOUND).until(() -> ring.find(key, Scope.OFREP) != null);
        given().contentType(ContentType.JSON)
                .header("X-API-Key", key)
                .body(Map.of("context", Map.of("tenantId", UUID.randomUUID().toString())))
                .post("/ofrep/v1/evaluate/flags")
                .then()
                .statusCode(403);
        try (var trail = AuditTrail.open()) {
            var counted = trail.await(
                    "access.unauthenticated",
                    entry -> entry.getRequest() != null
                            && entry.getRequest().getPath().equals("/ofrep/v1/evaluate/flags/{key}")
                            && entry.getCount() > 1);
            assertThat(counted.getLastTime()).isAfter(counted.getTime());
            assertThat(counted.getActor().getSubject()).isNull();
            assertThat(counted.getActor().getAddress()).isEqualTo("127.0.0.1");
            assertThat(counted.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
            trail.await(
                    "access.denied",
                    entry -> ("sdk-key/" + id).equals(entry.getActor().getSubject())
                            && entry.getRequest().getPath().equals("/ofrep/v1/evaluate/flags"));
        }
    }

    private static boolean isAbout(AuditEvent entry, String id) {
        return entry.getTargets().stream().anyMatch(target -> target.getId().equals(id));
    }

    @Test
    void they_are_found_by_what_they_open_and_page_by_page() {
        var tenant = UUID.randomUUID().toString();
        var ids = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var body = body("OFREP");
            body.put("tenants", List.of(tenant));
            ids.add(admin().body(body)
                    .post(KEYS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        admin().delete(KEYS + "/" + ids.getFirst() + "?reason=test").then().statusCode(200);
        admin().get(KEYS + "?limit=500&scope=SYNC")
                .then()
                .body("items.scopes", everyItem(hasItem("SYNC")))
                .body("items.id", not(hasItem(ids.getLast())));
        admin().get(KEYS + "?tenantId=" + tenant + "&revoked=true").then().body("items.id", contains(ids.getFirst()));
        var seen = new ArrayList<String>();
        @Nullable String cursor = "";
        while (cursor != null) {
            var page =
                    admin().get(KEYS + "?limit=2&tenantId=" + tenant + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.addAll(page.<List<String>>path("items.id"));
            assertThat(page.<Integer>path("total")).isEqualTo(3);
            cursor = page.path("next");
        }
        assertThat(seen).containsExactlyElementsOf(ids);
        admin().get(KEYS + "?tenantId=" + UUID.randomUUID()).then().body("items", empty());
        admin().get(KEYS + "?cursor=x").then().statusCode(400);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        refused(Map.of("scopes", List.of("OFREP"), "reason", "test"), "INVALID_NAME");
        refused(Map.of("name", "x", "reason", "test"), "REQUIRED");
        refused(Map.of("name", "x", "scopes", List.of("ADMIN"), "reason", "test"), "INVALID_VALUE");
        refused(Map.of("name", "x", "scopes", List.of("OFREP")), "REASON_REQUIRED");
        var past = body("OFREP");
        past.put("expiresAt", Instant.now().minusSeconds(1).toString());
        refused(past, "EXPIRES_IN_THE_PAST");
        var bound = body("SYNC");
        bound.put("tenants", List.of(UUID.randomUUID().toString()));
        refused(bound, "SYNC_IS_FOR_ALL");
        admin().get(KEYS + "/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("SDK_KEY_NOT_FOUND"));
        admin().delete(KEYS + "/" + UUID.randomUUID() + "?reason=test").then().statusCode(404);
    }

    @Test
    void a_key_opens_nothing_of_the_platform() {
        var key =
                admin().body(body("OFREP", "SYNC")).post(KEYS).then().extract().<String>path("key");
        await().atMost(BOUND).until(() -> ring.find(key, Scope.SYNC) != null);
        given().auth().oauth2(key).get(KEYS).then().statusCode(401);
        given().header("X-API-Key", key).get(KEYS).then().statusCode(401);
        given().auth().oauth2(key).get("/q/openapi").then().statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_admin_issues_and_an_operator_revokes(Role role) {
        var sees = role.isOfPlatform() && role != Role.BILLING;
        assertThat(as(role).get(KEYS).statusCode()).isEqualTo(sees ? 200 : 403);
        assertThat(as(role).body(body("OFREP")).post(KEYS + "?dryRun=true").statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        var revokes = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        assertThat(as(role).delete(KEYS + "/" + UUID.randomUUID() + "?reason=test")
                        .statusCode())
                .isEqualTo(revokes ? 404 : 403);
        given().get(KEYS).then().statusCode(401);
    }

    /** All that the tables hold of keys and of answers. */
    private static String everythingKept() throws SQLException {
        var found = new StringBuilder();
        for (var table : List.of("sdk_key", "sdk_key_history", "idempotency")) {
            try (var connection = Environment.current().openDatabase();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select t::text from " + table + " t")) {
                while (rows.next()) {
                    found.append(rows.getString(1)).append('\n');
                }
            }
        }
        return found.toString();
    }

    private static void refused(Map<String, Object> body, String code) {
        admin().body(body).post(KEYS).then().statusCode(400).body("code", equalTo(code));
    }

    private static Map<String, Object> body(String... scopes) {
        return new HashMap<>(Map.of("name", "a test", "scopes", List.of(scopes), "reason", "because of a test"));
    }

    private static RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN);
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }
}
