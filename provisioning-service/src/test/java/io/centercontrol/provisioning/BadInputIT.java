package io.centercontrol.provisioning;

import static io.centercontrol.provisioning.Rest.as;
import static io.centercontrol.provisioning.Rest.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in at the REST door: the right problem, nothing changed, no event. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class BadInputIT {
    private static final String SERVICES = "/api/v1/tenant-services/";

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"required\":true}|400|REQUIRED|/name",
                "{\"name\":\"x\"}|400|REQUIRED|/required",
                "{\"name\":\"x\",\"required\":true,\"color\":\"red\"}|400|UNKNOWN_FIELD|/color",
                "{\"name\":\"x\",\"required\":\"yes\"}|400|WRONG_TYPE|/required",
                "{\"name\":7,\"required\":true}|400|WRONG_TYPE|/name",
                "{\"name\":\" \",\"required\":true}|400|INVALID_NAME|/name",
                "{\"name\":\"x\",\"required\":true,\"attemptTimeoutMillis\":1}|400|INVALID_TIME|/attemptTimeoutMillis",
                "{\"name\":\"x\",\"required\":true,\"firstBackoffMillis\":9000,\"mostBackoffMillis\":8000}|400|INVALID_TIME|/mostBackoffMillis",
            })
    void a_bad_tenant_service_is_refused_with_a_pointer(String body, int status, String code, String pointer) {
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(body)
                .put(SERVICES + "bad")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo(pointer));
        as(Role.PLATFORM_ADMIN).get(SERVICES + "bad").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "x", "sh_op", "-shop", "Shop"})
    void a_bad_key_is_refused(String key) {
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "x", "required", false))
                .put(SERVICES + key)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_KEY"));
    }

    @Test
    void a_long_name_and_broken_json_are_refused() {
        put("bad", Map.of("name", "n".repeat(10_000), "required", true), "If-None-Match", "*")
                .statusCode(400)
                .body("code", equalTo("INVALID_NAME"));
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body("{\"name\":")
                .put(SERVICES + "bad")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_JSON"));
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .put(SERVICES + "bad")
                .then()
                .statusCode(400)
                .body("code", equalTo("BODY_REQUIRED"));
    }

    @Test
    void a_change_says_on_what_it_is_based() {
        var body = Map.of("name", "Conditional", "required", false);
        put("conditional", body, "X-None", "1").statusCode(428);
        put("conditional", body, "If-Match", "\"1\"").statusCode(404);
        put("conditional", body, "If-Match", "abc").statusCode(400);
        put("conditional", body, "If-None-Match", "*").statusCode(201).header("ETag", equalTo("\"1\""));
        put("conditional", body, "If-None-Match", "*").statusCode(412);
        put("conditional", body, "If-Match", "\"7\"").statusCode(412).body("code", equalTo("STALE_VERSION"));
        put("conditional", Map.of("name", "New", "required", false), "If-Match", "\"1\"")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""));
        try (var reader = Environment.current().read(Contract.TENANT_SERVICES)) {
            reader.awaitAll(record -> "conditional".equals(record.key()), 2, Duration.ofSeconds(20));
            assertThat(reader.allWithin(Duration.ofMillis(500)).stream()
                            .filter(record -> "conditional".equals(record.key()) || "bad".equals(record.key())))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "pause", "resume"})
    void an_operators_move_needs_a_reason_and_a_tenant(String move) {
        var path = "/api/v1/provisionings/" + WorldFixture.newId() + "/" + move;
        operator().body("{}").post(path).then().statusCode(400).body("code", equalTo("REASON_REQUIRED"));
        operator()
                .body(Map.of("reason", "x", "other", 1))
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_FIELD"));
        operator()
                .body(Map.of("reason", "x"))
                .post(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("PROVISIONING_NOT_FOUND"));
        as(Role.PLATFORM_VIEWER).body(Map.of("reason", "x")).post(path).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/provisionings?status=BROKEN",
                "/api/v1/provisionings?sort=color",
                "/api/v1/provisionings?limit=0",
                "/api/v1/provisionings?limit=501",
                "/api/v1/provisionings?cursor=garbage",
                "/api/v1/provisionings?tenantId=1",
                "/api/v1/provisionings/not-a-uuid",
                "/api/v1/instances?health=SICK",
                "/api/v1/instances?cursor=%21",
                "/api/v1/propagation?from=yesterday",
                "/api/v1/propagation?status=DONE",
                "/api/v1/propagation/1",
                "/api/v1/propagation/00000000-0000-0000-0000-000000000000?wait=forever",
                "/api/v1/propagation/00000000-0000-0000-0000-000000000000?wait=applied&timeout=61s",
            })
    void a_bad_parameter_is_refused(String path) {
        operator().get(path).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/provisionings;x=1",
                "/api/v1/provisionings/a%2Fb",
                "/api/v1/instances/a%3Bb",
                "/api/v1/instances/a%5Cb"
            })
    void an_ambiguous_path_is_refused(String path) {
        operator().get(path).then().statusCode(400).body("code", equalTo("AMBIGUOUS_PATH"));
    }

    @Test
    void without_the_right_token_nothing_is_told() {
        var tokens = Environment.current().tokens();
        for (var token : new String[] {
            tokens.expired(Role.PLATFORM_ADMIN),
            tokens.foreignAudience(Role.PLATFORM_ADMIN),
            tokens.foreignIssuer(Role.PLATFORM_ADMIN),
            Tokens.foreignKey(Role.PLATFORM_ADMIN)
        }) {
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .get("/api/v1/instances")
                    .then()
                    .statusCode(401);
        }
        RestAssured.given().get("/api/v1/provisionings").then().statusCode(401);
        as(Role.TENANT_SERVICE).get("/api/v1/provisionings").then().statusCode(403);
        as(Role.BILLING).get("/api/v1/propagation").then().statusCode(403);
        operator()
                .header("If-None-Match", "*")
                .body(Map.of("name", "x", "required", true))
                .put(SERVICES + "bad")
                .then()
                .statusCode(403);
        as(Role.PLATFORM_VIEWER)
                .body(Map.of("reason", "x"))
                .post("/api/v1/instances/i/declare-gone")
                .then()
                .statusCode(403);
        RestAssured.given().get("/q/health/ready").then().statusCode(200);
        RestAssured.given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void an_instance_that_nobody_heard_cannot_be_gone() {
        operator()
                .body(Map.of("reason", "x"))
                .post("/api/v1/instances/nobody/declare-gone")
                .then()
                .statusCode(404)
                .body("code", equalTo("INSTANCE_NOT_FOUND"));
        operator()
                .body("{}")
                .post("/api/v1/instances/nobody/declare-gone")
                .then()
                .statusCode(400)
                .body("code", equalTo("REASON_REQUIRED"));
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        as(Role.PLATFORM_ADMIN)
                .contentType(ContentType.TEXT)
                .body("{}")
                .put(SERVICES + "bad")
                .then()
                .statusCode(415);
    }

    private static ValidatableResponse put(String key, Map<String, ?> body, String header, String value) {
        return as(Role.PLATFORM_ADMIN)
                .header(header, value)
                .body(body)
                .put(SERVICES + key)
                .then();
    }
}
