package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.as;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.events.audit.AuditOutcome;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, and how far. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class SecurityIT {
    private static final String ANY = "01a20474-66fd-731c-94bd-a664136c02d6";

    @ParameterizedTest
    @CsvSource({
        "GET,   /api/v1/tenants",
        "POST,  /api/v1/tenants",
        "POST,  /api/v1/tenants/suspend",
        "GET,   /api/v1/tenants/" + ANY,
        "PATCH, /api/v1/tenants/" + ANY,
        "GET,   /api/v1/tenants/" + ANY + "/history",
        "POST,  /api/v1/tenants/" + ANY + "/suspend",
        "POST,  /api/v1/tenants/" + ANY + "/disable",
        "POST,  /api/v1/tenants/" + ANY + "/reinstate",
        "GET,   /api/v1/resolve",
    })
    void nobody_gets_in_without_a_token(String method, String path) {
        given().contentType("application/json")
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", equalTo("TOKEN_REQUIRED"));
    }

    @Test
    void a_path_that_a_stranger_makes_up_is_no_address_in_the_metrics() {
        given().get("/api/v1/tenants/made-up-by-a-stranger").then().statusCode(401);
        given().urlEncodingEnabled(false).get("/api/v1/made-up-too%3B").then().statusCode(400);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("status=\"400\",uri=\"/refused\"")
                        .contains("status=\"401\",uri=\"/api/v1/tenants/{id}\"")
                        .doesNotContain("made-up"));
    }

    @Test
    void the_api_document_is_not_public_but_health_and_metrics_are() {
        given().get("/q/openapi")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("TOKEN_REQUIRED"));
        as(Role.PLATFORM_VIEWER).accept("*/*").get("/q/openapi").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    static Stream<String> badTokens() {
        var tokens = Environment.current().tokens();
        var good = tokens.of(Role.PLATFORM_ADMIN);
        return Stream.of(
                tokens.expired(Role.PLATFORM_ADMIN),
                tokens.foreignAudience(Role.PLATFORM_ADMIN),
                tokens.foreignIssuer(Role.PLATFORM_ADMIN),
                Tokens.foreignKey(Role.PLATFORM_ADMIN),
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                // Unsigned: {"alg":"none"}
                "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".",
                ".",
                "..",
                "a.b",
                "!!!",
                // {"alg":7}, {"alg":"RS256","kid":{}}, [] and null
                "eyJhbGciOjd9.e30.AA",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6e319.e30.AA",
                "W10.W10.AA",
                "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AA",
                "eyJhbGciOiJSUzI1NiJ9." + "W1tb".repeat(1_000) + ".AA",
                "a".repeat(12_000),
                "nonsense");
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_no_token(String token) {
        for (var path : new String[] {"/api/v1/tenants", "/q/openapi"}) {
            given().header("Authorization", "Bearer " + token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .contentType("application/problem+json")
                    .body("code", equalTo("TOKEN_INVALID"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Basic YTpi, TOKEN_REQUIRED",
        "Basic, TOKEN_REQUIRED",
        "Bearer, TOKEN_INVALID",
        "Bearer ., TOKEN_INVALID"
    })
    void what_is_no_bearer_token_opens_nothing_wherever_it_is_sent(String header, String code) {
        for (var path : new String[] {"/api/v1/tenants", "/q/openapi", "/q/metrics", "/nothing"}) {
            given().header("Authorization", header)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo(code));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_operators_and_admins_write(Role role) {
        var mayWrite = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        var id = registered();
        assertThat(as(role).body(Map.of("slug", newSlug(), "name", "x"))
                        .post("/api/v1/tenants")
                        .statusCode())
                .isEqualTo(mayWrite ? 201 : 403);
        assertThat(as(role).body(Map.of("reason", "r"))
                        .post("/api/v1/tenants/" + id + "/suspend")
                        .statusCode())
                .isEqualTo(mayWrite ? 200 : 403);
        assertThat(as(role).get("/api/v1/tenants/" + id).statusCode()).isEqualTo(role == Role.TENANT_ADMIN ? 403 : 200);
    }

    @Test
    void the_history_names_who_it_was() {
        var token = Environment.current().tokens().of(Role.PLATFORM_OPERATOR, "ada");
        var id = registered();
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("X-Correlation-Id", "ticket-17")
                .body(Map.of("reason", "unpaid"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200);
        as(Role.AUDITOR)
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items[0].actor.id", equalTo("ada"))
                .body("items[0].actor.kind", equalTo("USER"))
                .body("items[0].reason", equalTo("unpaid"))
                .body("items[0].correlationId", equalTo("ticket-17"));
    }

    @Test
    void who_is_not_let_in_is_told_of_and_a_flood_is_one_entry() {
        for (var i = 0; i < 20; i++) {
            given().get("/api/v1/tenants/" + UUID.randomUUID() + "/history")
                    .then()
                    .statusCode(401);
        }
        var id = registered();
        var somebody = "somebody-" + newSlug();
        var request = given().auth()
                .oauth2(Environment.current().tokens().of(Role.AUDITOR, somebody))
                .contentType("application/json");
        for (var i = 0; i < 5; i++) {
            request.body(Map.of("reason", "r"))
                    .post("/api/v1/tenants/" + id + "/suspend")
                    .then()
                    .statusCode(403);
        }
        try (var trail = AuditTrail.open()) {
            var counted = trail.await(
                    "access.unauthenticated",
                    entry -> entry.getRequest() != null
                            && entry.getRequest().getPath().equals("/api/v1/tenants/{id}/history")
                            && entry.getCount() > 5);
            assertThat(counted.getReason()).isEqualTo("TOKEN_REQUIRED");
            assertThat(counted.getActor().getAddress()).isEqualTo("127.0.0.1");
            assertThat(counted.getTenantId()).isNull();
            var denied = trail.await(
                    "access.denied", entry -> somebody.equals(entry.getActor().getSubject()));
            assertThat(denied.getCount()).isEqualTo(1);
            assertThat(denied.getReason()).isEqualTo("ROLE_REQUIRED");
            assertThat(denied.getOutcome()).isEqualTo(AuditOutcome.REFUSED);
            assertThat(denied.getTenantId()).hasToString(id);
            assertThat(denied.getRequest().getPath()).isEqualTo("/api/v1/tenants/{id}/suspend");
            assertThat(denied.getRequest().getStatus()).isEqualTo(403);
            var followed = trail.await(
                    "access.denied", entry -> somebody.equals(entry.getActor().getSubject()) && entry.getCount() > 1);
            assertThat(followed.getCount()).isLessThanOrEqualTo(4);
            trail.wholeWithin(Duration.ZERO);
        }
    }

    @Test
    void who_reads_personal_data_and_who_takes_lists_home_is_told() {
        var id = registered();
        var somebody = "somebody-" + newSlug();
        var token = Environment.current().tokens().of(Role.PLATFORM_VIEWER, somebody);
        for (var i = 0; i < 3; i++) {
            given().auth().oauth2(token).get("/api/v1/tenants/" + id).then().statusCode(200);
        }
        given().auth()
                .oauth2(token)
                .accept("text/csv")
                .get("/api/v1/tenants?q=" + somebody)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(token)
                .accept("text/csv")
                .get("/api/v1/tenants/" + id)
                .then()
                .statusCode(406);
        try (var trail = AuditTrail.open()) {
            var read = trail.await(
                    "personal-data.read",
                    entry -> somebody.equals(entry.getActor().getSubject()) && entry.getTenantId() != null);
            assertThat(read.getCategory()).isEqualTo(AuditCategory.PRIVACY);
            assertThat(read.getTenantId()).hasToString(id);
            assertThat(read.getRequest().getPath()).isEqualTo("/api/v1/tenants/{id}");
            var taken = trail.await(
                    "list.taken", entry -> somebody.equals(entry.getActor().getSubject()));
            assertThat(taken.getCategory()).isEqualTo(AuditCategory.EXPORT);
            assertThat(taken.getRequest().getPath()).isEqualTo("/api/v1/tenants");
            assertThat(taken.getDetail()).containsEntry("whole", "true").containsKey("form");
            assertThat(taken.getActor().getAddress()).isEqualTo("127.0.0.1");
            assertThat(trail.allWithin(Duration.ofMillis(500)).stream()
                            .filter(entry -> somebody.equals(entry.getActor().getSubject()))
                            .filter(entry -> entry.getAction().equals("list.taken")
                                    || "/api/v1/tenants/{id}"
                                            .equals(entry.getRequest().getPath())))
                    .as("three reads within a minute are one entry for now, and what is no list was not taken")
                    .hasSize(2);
        }
    }
}
