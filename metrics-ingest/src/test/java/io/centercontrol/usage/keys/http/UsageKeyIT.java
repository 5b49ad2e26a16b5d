package io.centercontrol.usage.keys.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.kit.keys.Secret;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.keys.UsageKeyRing;
import io.centercontrol.usage.meters.http.MeterFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Usage keys: issued, shown once, found, revoked. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class UsageKeyIT {
    private static final String KEYS = "/api/v1/usage-keys";
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Inject
    UsageKeyRing ring;

    @Test
    void one_is_shown_once_taken_by_the_instance_and_refused_when_it_is_revoked() throws SQLException {
        var issued = admin().body(body())
                .post(KEYS)
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("key", matchesPattern(Secret.PATTERN))
                .body("tenantId", nullValue())
                .body("lastUsedAt", nullValue())
                .extract();
        var id = issued.<String>path("id");
        var key = issued.<String>path("key");
        admin().get(KEYS + "/" + id).then().statusCode(200).body("key", nullValue());
        await().atMost(BOUND).until(() -> ring.find(key) != null);
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(KEYS + "/" + id).then().body("lastUsedAt", notNullValue()));
        assertThat(everythingKept()).doesNotContain(key).doesNotContain(key.substring(37));

        as(Role.PLATFORM_OPERATOR).delete(KEYS + "/" + id).then().statusCode(400);
        as(Role.PLATFORM_OPERATOR)
                .delete(KEYS + "/" + id + "?reason=leaked")
                .then()
                .statusCode(200)
                .body("revokedAt", notNullValue())
                .body("version", equalTo(2));
        await().atMost(BOUND).until(() -> ring.find(key) == null);
        as(Role.AUDITOR)
                .get(KEYS + "/" + id + "/history")
                .then()
                .body("items.type", contains("usage-key.revoked", "usage-key.issued"))
                .body("items.reason", contains("leaked", "because of a test"));
        try (var trail = AuditTrail.open()) {
            for (var action : List.of("usage-key.issued", "usage-key.revoked")) {
                assertThat(trail.await(
                                        action,
                                        entry -> entry.getTargets().stream()
                                                .anyMatch(
                                                        target -> target.getId().equals(id)))
                                .getCategory())
                        .isEqualTo(AuditCategory.CREDENTIAL);
            }
        }
    }

    @Test
    void a_repeat_shows_no_secret_and_a_dry_run_none() {
        var repeated = UUID.randomUUID().toString();
        var body = body();
        var first = admin().header("Idempotency-Key", repeated).body(body).post(KEYS);
        var second = admin().header("Idempotency-Key", repeated).body(body).post(KEYS);
        assertThat(second.<String>path("id")).isEqualTo(first.<String>path("id"));
        assertThat(first.<String>path("key")).isNotNull();
        assertThat(second.<@Nullable String>path("key")).isNull();
        admin().body(body).post(KEYS + "?dryRun=true").then().statusCode(200).body("key", nullValue());
    }

    @Test
    void they_are_found_by_tenant() {
        var tenant = UUID.randomUUID().toString();
        var body = body();
        body.put("tenantId", tenant);
        var id = admin().body(body).post(KEYS).then().statusCode(201).extract().<String>path("id");
        admin().get(KEYS + "?tenantId=" + tenant + "&revoked=false").then().body("items.id", contains(id));
        admin().get(KEYS + "?tenantId=" + tenant + "&revoked=true").then().body("items", empty());
        admin().get(KEYS + "?tenantId=acme").then().statusCode(400);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        refused(Map.of("reason", "test"), "INVALID_NAME");
        refused(Map.of("name", "x"), "REASON_REQUIRED");
        refused(Map.of("name", "x", "reason", "test", "tenantId", "acme"), "INVALID_PARAMETER");
        refused(
                Map.of(
                        "name",
                        "x",
                        "reason",
                        "test",
                        "expiresAt",
                        Instant.now().minusSeconds(1).toString()),
                "EXPIRES_IN_THE_PAST");
        admin().get(KEYS + "/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("USAGE_KEY_NOT_FOUND"));
    }

    @Test
    void an_expired_one_is_refused_without_any_news() {
        var body = body();
        body.put("expiresAt", Instant.now().plusSeconds(5).toString());
        var key = admin().body(body).post(KEYS).then().statusCode(201).extract().<String>path("key");
        await().atMost(BOUND).until(() -> ring.find(key) != null);
        await().atMost(BOUND).until(() -> ring.find(key) == null);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_admin_issues_and_an_operator_revokes(Role role) {
        var sees = role.isOfPlatform() && role != Role.BILLING;
        assertThat(as(role).get(KEYS).statusCode()).isEqualTo(sees ? 200 : 403);
        assertThat(as(role).body(body()).post(KEYS + "?dryRun=true").statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        var revokes = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        assertThat(as(role).delete(KEYS + "/" + UUID.randomUUID() + "?reason=test")
                        .statusCode())
                .isEqualTo(revokes ? 404 : 403);
        RestAssured.given().get(KEYS).then().statusCode(401);
    }

    private static String everythingKept() throws SQLException {
        var found = new StringBuilder();
        for (var table : List.of("usage_key", "usage_key_history", "idempotency")) {
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
        var answer = admin().body(body).post(KEYS).then().statusCode(400).extract();
        assertThat(answer.asString()).contains(code);
    }

    private static Map<String, Object> body() {
        return new HashMap<>(Map.of("name", "a test", "reason", "because of a test"));
    }

    private static RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN);
    }

    private static RequestSpecification as(Role role) {
        return MeterFixture.as(role);
    }
}
