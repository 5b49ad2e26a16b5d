package io.centercontrol.flags.serving.ofrep;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.KillSwitch;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OFREP as its OpenAPI and its ADRs say. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
@QuarkusTestResource(ConfiguredOrigin.class)
class OfrepIT {
    private static final String ALL = "/ofrep/v1/evaluate/flags";

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    private FlagsFixture flags;
    private String key;
    private String flag;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.OFREP);
        flag = newKey();
    }

    @AfterEach
    void end() {
        flags.archive(flag);
        flags.close();
    }

    @Test
    void a_tenant_is_known_by_its_id_and_the_client_cannot_say_otherwise() {
        var tenant = flags.platform().tenant(plane, "gold", Map.of("tier", "a"));
        flags.put(
                flag,
                bool("{\"if\":[{\"and\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},{\"==\":[{\"var\":\"kind\"},\"LIVE\"]},"
                        + "{\"==\":[{\"var\":\"region\"},\"eu\"]},{\"==\":[{\"var\":\"status\"},\"ACTIVE\"]},"
                        + "{\"==\":[{\"var\":\"labels.tier\"},\"a\"]}]},\"on\"]}"));
        one(Map.of("tenantId", tenant.toString()))
                .statusCode(200)
                .body("key", equalTo(flag))
                .body("value", equalTo(true))
                .body("variant", equalTo("on"))
                .body("reason", equalTo("TARGETING_MATCH"));
        one(Map.of("targetingKey", tenant.toString())).body("value", equalTo(true));
        one(Map.of("tenantId", tenant.toString(), "plan", "basic", "region", "us"))
                .body("value", equalTo(true));
        one(Map.of("targetingKey", "somebody", "tenantId", tenant.toString())).body("value", equalTo(true));
        one(Map.of("targetingKey", "somebody")).body("value", equalTo(false)).body("reason", equalTo("DEFAULT"));
        // Of a tenant that the platform does not know, the client's own word counts.
        one(Map.of(
                        "tenantId", UUID.randomUUID().toString(),
                        "plan", "gold",
                        "kind", "LIVE",
                        "region", "eu",
                        "status", "ACTIVE",
                        "labels", Map.of("tier", "a")))
                .body("value", equalTo(true));
    }

    @Test
    void every_layer_is_answered_at_once() {
        var tenant = flags.platform().tenant(plane, "basic");
        var authored = Layers.of(bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
        flags.put(flag, authored);
        one(Map.of("tenantId", tenant.toString())).body("value", equalTo(false));
        flags.put(flag, authored.overrides(Map.of(tenant.toString(), "on"), Map.of()));
        one(Map.of("tenantId", tenant.toString())).body("value", equalTo(true));
        flags.put(
                flag,
                authored.overrides(Map.of(tenant.toString(), "on"), Map.of()).off("off", KillSwitch.forEveryone()));
        one(Map.of("tenantId", tenant.toString())).body("value", equalTo(false));
        flags.archive(flag);
        one(Map.of("tenantId", tenant.toString()))
                .statusCode(404)
                .body("key", equalTo(flag))
                .body("errorCode", equalTo("FLAG_NOT_FOUND"));
    }

    @Test
    void every_type_of_value_comes_as_it_is() {
        var definition =
                "{\"state\":\"ENABLED\",\"variants\":{\"v\":%s},\"defaultVariant\":\"v\",\"metadata\":{\"owner\":\"team\",\"n\":1}}";
        for (var value : List.of("\"text\"", "12", "1.5", "{\"a\":[1,{\"b\":null}]}", "true")) {
            flags.put(flag, definition.formatted(value));
            var answer = one(Map.of())
                    .statusCode(200)
                    .body("reason", equalTo("STATIC"))
                    .body("metadata.owner", equalTo("team"))
                    .extract()
                    .asString();
            assertThat(answer).contains("\"value\":" + value);
        }
    }

    @Test
    void a_flag_without_a_value_has_none() {
        flags.put(flag, "{\"state\":\"DISABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\"}");
        var disabled = one(Map.of())
                .statusCode(200)
                .body("reason", equalTo("DISABLED"))
                .extract()
                .<Map<String, Object>>path("$");
        assertThat(disabled).doesNotContainKeys("value", "variant", "errorCode");
        flags.put(flag, "{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":null}");
        assertThat(one(Map.of()).statusCode(200).extract().<Map<String, Object>>path("$"))
                .doesNotContainKeys("value", "variant", "errorCode")
                .containsKey("reason");
    }

    @Test
    void all_flags_come_with_a_tag_until_something_changes() {
        var tenant = flags.platform().tenant(plane, "basic");
        flags.put(flag, bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
        var context = Map.<String, Object>of("tenantId", tenant.toString());
        var first = all(context).statusCode(200).extract();
        assertThat(first.<Boolean>path("flags.find { it.key == '" + flag + "' }.value"))
                .isFalse();
        assertThat(first.<String>path("eventStreams[0].endpoint.requestUri")).startsWith("/ofrep/v1/events?ticket=");
        var tag = first.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        ask().header("If-None-Match", tag)
                .body(Map.of("context", context))
                .post(ALL)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .body(equalTo(""));
        ask().header("If-None-Match", "\"other\", " + tag)
                .body(Map.of("context", context))
                .post(ALL)
                .then()
                .statusCode(304);
        ask().header("If-None-Match", "W/" + tag)
                .body(Map.of("context", context))
                .post(ALL)
                .then()
                .statusCode(304);
        ask().header("If-None-Match", tag.replace("\"", ""))
                .body(Map.of("context", context))
                .post(ALL)
                .then()
                .statusCode(400)
                .body("errorCode", equalTo("GENERAL"));
        // A change that this instance has not heard of must not be taken for none.
        ask().header("If-None-Match", tag)
                .body(Map.of("context", context))
                .post(ALL + "?flagConfigEtag=%22other%22")
                .then()
                .statusCode(200);
        ask().body(Map.of("context", context))
                .post(ALL + "?flagConfigEtag=%22other%22&flagConfigLastModified=7")
                .then()
                .statusCode(200);
        ask().body(Map.of("context", context))
                .post(ALL + "?dryRun=true")
                .then()
                .statusCode(400)
                .body("errorCode", equalTo("GENERAL"))
                .body(
                        "errorDetails",
                        equalTo("There is no parameter 'dryRun'. Known are: flagConfigEtag, flagConfigLastModified."));
        // A value that changes makes another tag.
        flags.put(flag, bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"basic\"]},\"on\"]}"));
        ask().header("If-None-Match", tag)
                .body(Map.of("context", context))
                .post(ALL)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("flags.find { it.key == '" + flag + "' }.value", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                     | PARSE_ERROR",
                "[]                                    | PARSE_ERROR",
                "{} {}                                 | PARSE_ERROR",
                "{\"context\":{\"a\":1,\"a\":2}}       | PARSE_ERROR",
                "{\"context\":7}                       | INVALID_CONTEXT",
                "{\"context\":{\"tenantId\":7}}        | INVALID_CONTEXT",
                "{\"context\":{\"tenantId\":\"shop\"}} | INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":{}}}   | INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":\"\"}} | TARGETING_KEY_MISSING",
            })
    void a_context_that_makes_no_sense_is_refused(String body, String code) {
        flags.put(flag, bool("{}"));
        ask().body(body)
                .post(ALL + "/" + flag)
                .then()
                .statusCode(400)
                .contentType(ContentType.JSON)
                .body("key", equalTo(flag))
                .body("errorCode", equalTo(code))
                .body("errorDetails", notNullValue());
        ask().body(body)
                .post(ALL)
                .then()
                .statusCode(400)
                .body("errorCode", equalTo(code))
                .body("key", nullValue());
    }

    @Test
    void a_body_that_is_too_deep_or_too_large_is_refused() {
        flags.put(flag, bool("{}"));
        ask().body("{\"context\":{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}")
                .post(ALL + "/" + flag)
                .then()
                .statusCode(400)
                .body("errorCode", equalTo("PARSE_ERROR"));
        ask().body("{\"context\":{\"a\":\"" + "x".repeat(70_000) + "\"}}")
                .post(ALL + "/" + flag)
                .then()
                .statusCode(413)
                .body("errorCode", equalTo("INVALID_CONTEXT"));
        for (var length : List.of(999_900, 1_000_100)) {
            ask().body("{\"context\":{\"a\":\"" + "x".repeat(length) + "\"}}")
                    .post(ALL + "/" + flag)
                    .then()
                    .statusCode(413);
        }
        one(Map.of()).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"c181", "c0a2", "e080af", "f4908080", "eda080", "5c7564383030", "5c7564633030"})
    void a_text_that_is_none_matches_no_rule(String hex) {
        flags.put(flag, bool("{\"if\":[{\"==\":[{\"var\":\"a\"},\"A\"]},\"on\"]}"));
        var text = java.util.HexFormat.of().parseHex(hex);
        var begin = "{\"context\":{\"a\":\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var body = java.nio.ByteBuffer.allocate(begin.length + text.length + 3)
                .put(begin)
                .put(text)
                .put("\"}}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .array();
        for (var path : List.of(ALL, ALL + "/" + flag)) {
            ask().body(body).post(path).then().statusCode(400).body("errorCode", equalTo("PARSE_ERROR"));
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1", "HTTP_2"})
    void who_has_no_good_key_is_refused_by_either_protocol(java.net.http.HttpClient.Version version) throws Exception {
        try (var http = java.net.http.HttpClient.newBuilder().version(version).build()) {
            for (var authorization :
                    List.of("Bearer .", "Bearer", "Basic YTpi", "Bearer cck_", "Bearer " + "a".repeat(5_000))) {
                var answer = http.send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                                        "http://127.0.0.1:" + io.restassured.RestAssured.port + ALL))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(answer.body()).startsWith("{");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1", "HTTP_2"})
    void a_body_that_does_not_say_how_long_it_is_is_counted(HttpClient.Version version) throws Exception {
        flags.put(flag, bool("{}"));
        try (var http = HttpClient.newBuilder().version(version).build()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/q/health/live"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            for (var path : List.of(ALL, ALL + "/" + flag)) {
                assertThat(inPieces(http, path, "{\"context\":{}}").statusCode())
                        .isEqualTo(200);
                var large = inPieces(http, path, "{\"context\":{\"a\":\"" + "x".repeat(70_000) + "\"}}");
                assertThat(large.statusCode()).isEqualTo(413);
                assertThat(large.body()).contains("INVALID_CONTEXT");
                assertThat(large.version()).isEqualTo(version);
            }
        }
    }

    private HttpResponse<String> inPieces(HttpClient http, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_page_of_a_configured_origin_may_ask() {
        flags.put(flag, bool("{}"));
        for (var path : List.of(ALL, ALL + "/" + flag)) {
            given().header("Origin", ConfiguredOrigin.ORIGIN)
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type")
                    .options(path)
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", equalTo(ConfiguredOrigin.ORIGIN));
            ask().header("Origin", ConfiguredOrigin.ORIGIN)
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", equalTo(ConfiguredOrigin.ORIGIN))
                    .header("Access-Control-Expose-Headers", containsString("ETag"));
        }
        given().header("Origin", ConfiguredOrigin.ORIGIN)
                .body("{}")
                .post(ALL)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo(ConfiguredOrigin.ORIGIN));
        given().header("Origin", "https://other.example")
                .header("Access-Control-Request-Method", "POST")
                .options(ALL)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void without_a_context_nobody_is_meant() {
        flags.put(flag, bool("{}"));
        ask().body("{}").post(ALL + "/" + flag).then().statusCode(200).body("value", equalTo(false));
        ask().body("{\"context\":null}").post(ALL + "/" + flag).then().statusCode(200);
        ask().post(ALL + "/" + flag).then().statusCode(200);
        ask().body("{}").post(ALL + "/no%20such%2ething").then().statusCode(404).body("key", equalTo("no such.thing"));
    }

    @Test
    void only_a_good_key_of_the_scope_opens_it() {
        flags.put(flag, bool("{}"));
        var path = ALL + "/" + flag;
        given().header("X-API-Key", key).body("{}").post(path).then().statusCode(200);
        given().auth().oauth2(key).body("{}").post(path).then().statusCode(200);
        given().body("{}").post(path).then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
        given().auth()
                .oauth2(key.substring(0, 100) + "x")
                .body("{}")
                .post(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(flags.key(Scope.SYNC))
                .body("{}")
                .post(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .body("{}")
                .post(path)
                .then()
                .statusCode(401);
        ask().get(path).then().statusCode(405).header("Allow", equalTo("POST"));
        ask().body("{}").post("/ofrep/v1/nothing").then().statusCode(404);
        given().body("{}").post("/ofrep/v1/made-up-by-a-stranger").then().statusCode(401);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("uri=\"/ofrep/{other}\"", "uri=\"/ofrep/v1/evaluate/flags/{key}\"")
                        .doesNotContain("made-up"));
        FlagsFixture.revoke(key);
        // An instance looks twice a second; the rest is for a machine that does much else.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        given().auth().oauth2(key).body("{}").post(path).then().statusCode(401));
    }

    @Test
    void the_service_s_document_has_it_beside_the_platform_s_own_addresses() {
        given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_VIEWER))
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Flag Service"))
                .body("paths.keySet()", hasItems("/ofrep/v1/evaluate/flags/{key}", "/ofrep/v1/events", "/api/v1/flags"))
                .body("paths.'/ofrep/v1/evaluate/flags'.post.security", hasSize(2))
                .body("paths.'/ofrep/v1/evaluate/flags'.post.responses.keySet()", hasItems("200", "304", "403"))
                .body("components.schemas.OfrepValue.required", contains("key"));
    }

    @Test
    void a_bound_key_asks_for_its_tenants_alone() {
        var own = flags.platform().tenant(plane, "basic").toString();
        var other = flags.platform().tenant(plane, "basic").toString();
        flags.put(flag, bool("{}"));
        key = flags.key(Scope.OFREP, List.of(own));
        one(Map.of("tenantId", own)).statusCode(200);
        one(Map.of("targetingKey", own)).statusCode(200);
        for (var context : List.<Map<String, Object>>of(
                Map.of("tenantId", other),
                Map.of("targetingKey", other),
                Map.of("targetingKey", own, "tenantId", other),
                Map.of())) {
            one(context).statusCode(403);
            all(context).statusCode(403).body("flags", nullValue());
        }
    }

    @Test
    void a_flag_whose_targeting_cannot_be_carried_through_takes_no_other_with_it() {
        var other = newKey();
        flags.put(other, bool("{}"));
        flags.put(flag, bool("{\"if\":[true,\"neither\"]}").replace("\"neither\"", "{\"var\":\"picked\"}"));
        one(Map.of("picked", "neither")).statusCode(400).body("errorCode", equalTo("GENERAL"));
        all(Map.of("picked", "neither"))
                .statusCode(200)
                .body("flags.find { it.key == '" + flag + "' }.errorCode", equalTo("GENERAL"))
                .body("flags.find { it.key == '" + other + "' }.value", equalTo(false));
        flags.archive(other);
    }

    private ValidatableResponse one(Map<String, ?> context) {
        return ask().body(Map.of("context", context)).post(ALL + "/" + flag).then();
    }

    private ValidatableResponse all(Map<String, ?> context) {
        return ask().body(Map.of("context", new HashMap<>(context))).post(ALL).then();
    }

    private RequestSpecification ask() {
        return given().urlEncodingEnabled(false).auth().oauth2(key).contentType(ContentType.JSON);
    }
}
