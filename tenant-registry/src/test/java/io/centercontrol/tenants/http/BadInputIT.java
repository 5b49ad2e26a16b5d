package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends wrong: the right 4xx with a code and a pointer, nothing changed, no event. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class BadInputIT {
    @TestHTTPResource
    @Nullable
    URI root;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                          | REQUIRED         | /slug",
                "{\"slug\":\"abc\"}                                          | REQUIRED         | /name",
                "{\"slug\":\"AB\",\"name\":\"x\"}                            | INVALID_SLUG     | /slug",
                "{\"slug\":\"www\",\"name\":\"x\"}                           | SLUG_RESERVED    | /slug",
                "{\"slug\":\"abc\",\"name\":\"x\",\"color\":\"red\"}         | UNKNOWN_FIELD    | /color",
                "{\"slug\":\"abc\",\"name\":7}                               | WRONG_TYPE       | /name",
                "{\"slug\":\"abc\",\"name\":[\"x\"]}                         | WRONG_TYPE       | /name",
                "{\"slug\":\"abc\",\"name\":\"x\",\"kind\":\"GOLD\"}         | INVALID_VALUE    | /kind",
                "{\"slug\":\"abc\",\"name\":\"x\",\"kind\":1}                | INVALID_VALUE    | /kind",
                "{\"slug\":\"abc\",\"name\":\"x\",\"contacts\":[{\"name\":\"A\"}]} | REQUIRED   | /contacts/0",
                "{\"slug\":\"abc\",\"name\":\"x\",\"contacts\":[null]}       | REQUIRED         | /contacts/0",
                "{\"slug\":\"abc\",\"name\":\"x\",\"labels\":{\"a\":null}}   | REQUIRED         | /labels/a",
                "{\"slug\":\"abc\",\"name\":\"x\",\"labels\":{\"a\":{}}}     | WRONG_TYPE       | /labels/a",
                "[]                                                          | WRONG_TYPE       | ",
                "\"text\"                                                    | WRONG_TYPE       | ",
            })
    void wrong_fields(String body, String code, @Nullable String pointer) {
        refused(operator().body(body).post("/api/v1/tenants").then(), 400, code)
                .body("errors[0].pointer", equalTo(pointer == null ? "" : pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"slug\":\"a\",}", "{\"slug\":\"abc\",\"slug\":\"abd\",\"name\":\"x\"}", "{} {}", "nul"})
    void malformed_json(String body) {
        refused(operator().body(body).post("/api/v1/tenants").then(), 400, "MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void no_body(String body) {
        refused(operator().body(body).post("/api/v1/tenants").then(), 400, "BODY_REQUIRED");
    }

    @Test
    void bytes_that_other_decoders_take() throws Exception {
        for (var hex : new String[] {"c181", "c0a2", "e080af", "f4908080", "eda080", "f09f"}) {
            var name = java.util.HexFormat.of().parseHex(hex);
            var begin = ("{\"slug\":\"" + newSlug() + "\",\"name\":\"").getBytes(StandardCharsets.UTF_8);
            var body = java.util.Arrays.copyOf(begin, begin.length + name.length + 2);
            System.arraycopy(name, 0, body, begin.length, name.length);
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';
            var answer = raw("POST", "/api/v1/tenants", HttpRequest.BodyPublishers.ofByteArray(body));
            assertThat(answer.statusCode()).as(hex).isEqualTo(400);
            assertThat(answer.body()).contains("MALFORMED_JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/JSON", "Application/Json;charset=UTF-16", "application/MERGE-PATCH+Json"})
    void a_media_type_is_the_same_in_capitals(String type) throws Exception {
        var body = "{\"name\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xff;
        var id = registered();
        var answer = raw("PATCH", "/api/v1/tenants/" + id, type, HttpRequest.BodyPublishers.ofByteArray(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED_JSON");
    }

    @Test
    void a_body_without_a_media_type_is_looked_at_too() throws Exception {
        var body = ("{\"slug\":\"" + newSlug() + "\",\"name\":\"a\\ud800b\"}").getBytes(StandardCharsets.UTF_8);
        var answer = raw("POST", "/api/v1/tenants", null, HttpRequest.BodyPublishers.ofByteArray(body));
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 415);
        assertThat(answer.body()).contains("\"code\"");
    }

    @Test
    void invalid_utf8() throws Exception {
        var body = "{\"slug\":\"abc\",\"name\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xff;
        var answer = raw("POST", "/api/v1/tenants", HttpRequest.BodyPublishers.ofByteArray(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED_JSON");
    }

    @Test
    void a_name_of_ten_thousand_characters() {
        var body = Map.of("slug", newSlug(), "name", "n".repeat(10_000));
        refused(operator().body(body).post("/api/v1/tenants").then(), 400, "TOO_LONG")
                .body("errors[0].pointer", equalTo("/name"));
    }

    @Test
    void an_oversized_body_with_and_without_its_length() throws Exception {
        var body = ("{\"slug\":\"" + newSlug() + "\",\"name\":\"" + "n".repeat(2_000_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        var declared = raw("POST", "/api/v1/tenants", HttpRequest.BodyPublishers.ofByteArray(body));
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("BODY_TOO_LARGE");
        var chunked = raw(
                "POST",
                "/api/v1/tenants",
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_body_that_does_not_say_how_long_it_is_is_read(HttpClient.Version version) throws Exception {
        try (var http = HttpClient.newBuilder().version(version).build()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(address("/q/health/live")))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            for (var length : new int[] {200, 100_000, 2_000_000}) {
                var body = "{\"slug\":\"" + newSlug() + "\",\"name\":\"n\"}" + " ".repeat(length);
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create(address("/api/v1/tenants")))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.fromPublisher(
                                        HttpRequest.BodyPublishers.ofString(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(length > 1_000_000 ? 413 : 201);
                assertThat(answer.body()).contains(length > 1_000_000 ? "BODY_TOO_LARGE" : "PROVISIONING");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tenants/a%2Fb,                                          400, AMBIGUOUS_PATH",
        "/api/v1/tenants;x=1,                                            400, AMBIGUOUS_PATH",
        "/api/v1/tenants/01a20474-66fd-731c-94bd-a664136c02d6;/suspend,  400, AMBIGUOUS_PATH",
        "/api/v1/tenants%3B/x,                                           400, AMBIGUOUS_PATH",
        "/api/v1/tenants/%00,                                            400, AMBIGUOUS_PATH",
        "/api/v1/tenants/not-a-uuid,                                     400, INVALID_PARAMETER",
        "/api/v1/tenants/01a20474-66fd-731c-94bd-a664136c02d6,           404, TENANT_NOT_FOUND",
        "/api/v1/nothing,                                                404, NOT_FOUND",
        "/nothing,                                                       404, NOT_FOUND",
        "/api/v1/tenants?limit=0,                                        400, INVALID_PARAMETER",
        "/api/v1/tenants?limit=x,                                        400, INVALID_PARAMETER",
        "/api/v1/tenants?cursor=x,                                       400, INVALID_CURSOR",
        "/api/v1/tenants?sort=name&cursor=TkFNRR9hAGIfMDFhMjA0NzQtNjZmZC03MzFjLTk0YmQtYTY2NDEzNmMwMmQ2, 400, INVALID_CURSOR",
        "/api/v1/tenants?label=a:b%00,                                   400, INVALID_PARAMETER",
        "/api/v1/tenants?sort=color,                                     400, INVALID_PARAMETER",
        "/api/v1/tenants?status=GONE,                                    400, INVALID_PARAMETER",
        "/api/v1/tenants?createdFrom=%2B1000000-01-01T00:00:00Z,         400, INVALID_PARAMETER",
        "/api/v1/tenants?createdFrom=yesterday,                          400, INVALID_PARAMETER",
        "/api/v1/tenants?label=x,                                        400, INVALID_PARAMETER",
        "/api/v1/tenants?state=ACTIVE,                                   400, UNKNOWN_PARAMETER",
        "/api/v1/tenants/01a20474-66fd-731c-94bd-a664136c02d6?wait=none, 400, UNKNOWN_PARAMETER",
    })
    void wrong_addresses(String path, int status, String code) throws Exception {
        var answer = raw("GET", path, HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains('"' + code + '"');
    }

    @Test
    void wrong_methods_and_media_types() {
        refused(operator().delete("/api/v1/tenants").then(), 405, "METHOD_NOT_ALLOWED");
        refused(
                operator()
                        .contentType("text/plain")
                        .body("x")
                        .post("/api/v1/tenants")
                        .then(),
                415,
                "MEDIA_TYPE_NOT_SUPPORTED");
        refused(operator().accept("text/html").get("/api/v1/tenants").then(), 406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tenants%2f",
                "/api/v1/tenants?q=%C1%81",
                "/api/v1/tenants/%C1%81",
                "/api/v1/tenants/not-a-uuid",
            })
    void what_is_refused_can_be_read_by_http_2_too(String path) throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            // The first request asks to change the protocol, the next ones speak it.
            for (var version : new HttpClient.Version[] {HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_2}) {
                var refused = http.send(
                        HttpRequest.newBuilder(URI.create(address(path)))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.version()).isEqualTo(version);
                assertThat(refused.body()).contains("\"code\"");
            }
            var body = "x".repeat(2_000_000);
            var large = http.send(
                    HttpRequest.newBuilder(URI.create(address("/api/v1/tenants")))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("BODY_TOO_LARGE");
        }
    }

    @Test
    void a_query_has_one_reading() throws Exception {
        var id = registered();
        var hold = TenantFixture.as(Role.PLATFORM_ADMIN)
                .body(Map.of("kind", "BILLING", "reason", "unpaid"))
                .post("/api/v1/tenants/" + id + "/holds")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("holds[0].id");
        var at = "/api/v1/tenants/" + id + "/holds/" + hold;
        assertThat(raw("DELETE", at + "?reason=a&dryRun=false&dryRun=true", HttpRequest.BodyPublishers.noBody())
                        .body())
                .contains("INVALID_PARAMETER")
                .contains("twice");
        assertThat(raw("DELETE", at + "?reason=a&reason=b", HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(400);
        assertThat(raw("DELETE", at + "?reason=a&=b", HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(400);
        var released =
                raw("DELETE", at + "?reason=paid;invoice-42+%2B%3Bx;dryRun=true", HttpRequest.BodyPublishers.noBody());
        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        TenantFixture.as(Role.AUDITOR)
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items[0].reason", equalTo("paid;invoice-42 +;x;dryRun=true"));
    }

    @Test
    void a_parameter_that_is_not_known_is_named_and_nothing_is_done() {
        var slug = newSlug();
        refused(
                        operator()
                                .body(Map.of("slug", slug, "name", "x"))
                                .post("/api/v1/tenants?dry_run=true")
                                .then(),
                        400,
                        "UNKNOWN_PARAMETER")
                .body("errors[0].pointer", equalTo("/dry_run"))
                .body("detail", equalTo("There is no parameter 'dry_run'. Known are: dryRun, timeout, wait."));
        operator().get("/api/v1/resolve?slug=" + slug).then().statusCode(404);
        refused(operator().get("/api/v1/tenants?a=1&limit=1&b=1").then(), 400, "VALIDATION_FAILED")
                .body("errors.pointer", org.hamcrest.Matchers.containsInAnyOrder("/a", "/b"));
    }

    @Test
    void a_patch_nested_too_deep_says_so() {
        var id = registered();
        var deep = "{\"labels\":" + "{\"a\":".repeat(900) + "1" + "}".repeat(900) + "}";
        refused(
                        operator()
                                .header("If-Match", "\"1\"")
                                .body(deep)
                                .patch("/api/v1/tenants/" + id)
                                .then(),
                        400,
                        "TOO_COMPLEX")
                .body("detail", org.hamcrest.Matchers.containsString("100 levels"));
        show(id).body("version", equalTo(1));
    }

    @Test
    void half_a_surrogate_pair_is_no_text() throws Exception {
        for (var name : new String[] {"a\\ud800b", "\\udfff", "\\udc00\\ud800"}) {
            refused(
                    operator()
                            .body("{\"slug\":\"" + newSlug() + "\",\"name\":\"" + name + "\"}")
                            .post("/api/v1/tenants")
                            .then(),
                    400,
                    "INVALID_CHARACTER");
        }
        operator()
                .body("{\"slug\":\"" + newSlug() + "\",\"name\":\"\\ud83d\\ude00\"}")
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .body("name", equalTo("\ud83d\ude00"));
    }

    @Test
    void another_reason_is_another_request_for_an_idempotency_key() {
        var id = registered();
        var key = java.util.UUID.randomUUID().toString();
        var patch = Map.of("name", "Once");
        for (var reason : new String[] {"first", "first", "second"}) {
            operator()
                    .header("If-Match", "*")
                    .header("Idempotency-Key", key)
                    .body(patch)
                    .patch("/api/v1/tenants/" + id + "?reason=" + reason + "&wait=applied&timeout=10ms")
                    .then()
                    .statusCode(reason.equals("second") ? 422 : 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a/b/c", "a/b; c", "application/json; charset=\"utf-8"})
    void what_is_no_media_type(String type) throws Exception {
        isNoMediaType(type);
    }

    @Test
    void a_media_type_of_thousands_of_characters() throws Exception {
        isNoMediaType("application/json; charset=\"" + "\\u".repeat(3_000) + "\"");
    }

    private void isNoMediaType(String type) throws Exception {
        var path = "/api/v1/tenants/01a20474-66fd-731c-94bd-a664136c02d6/deletion-certificate";
        var answer = raw("GET", path, type, HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"MEDIA_TYPE_NOT_SUPPORTED\"");
    }

    @Test
    void life_cycle_moves_need_a_reason() {
        var id = registered();
        for (var body : new String[] {"{}", "{\"reason\":null}", "{\"reason\":\"  \"}"}) {
            refused(
                            operator()
                                    .body(body)
                                    .post("/api/v1/tenants/" + id + "/suspend")
                                    .then(),
                            400,
                            "REASON_REQUIRED")
                    .body("errors[0].pointer", equalTo("/reason"));
        }
        refused(
                operator()
                        .body(Map.of("reason", "r".repeat(1_001)))
                        .post("/api/v1/tenants/" + id + "/suspend")
                        .then(),
                400,
                "TOO_LONG");
        show(id).body("version", equalTo(1));
    }

    @Test
    void numbers_are_not_cut() {
        refused(
                        operator()
                                .body("{\"filter\":{\"region\":\"x\"},\"reason\":\"r\",\"expected\":1.5}")
                                .post("/api/v1/tenants/suspend")
                                .then(),
                        400,
                        "WRONG_TYPE")
                .body("errors[0].pointer", equalTo("/expected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slug\":\"other\"}       | READ_ONLY_FIELD | /slug",
                "{\"status\":\"ACTIVE\"}    | READ_ONLY_FIELD | /status",
                "{\"color\":\"red\"}        | UNKNOWN_FIELD   | /color",
                "{\"timzone\":null}         | UNKNOWN_FIELD   | /timzone",
                "{\"name\":null}            | REQUIRED        | /name",
                "{\"name\":{\"a\":1}}       | WRONG_TYPE      | /name",
                "{\"currency\":\"EURO\"}    | INVALID_CURRENCY| /currency",
                "[1]                        | WRONG_TYPE      | ",
            })
    void wrong_patches(String patch, String code, @Nullable String pointer) {
        var id = registered();
        refused(
                        operator()
                                .contentType("application/merge-patch+json")
                                .header("If-Match", "\"1\"")
                                .body(patch)
                                .patch("/api/v1/tenants/" + id)
                                .then(),
                        400,
                        code)
                .body("errors[0].pointer", equalTo(pointer == null ? "" : pointer));
        show(id).body("version", equalTo(1));
    }

    @Test
    void wrong_headers() {
        refused(
                operator()
                        .header("Idempotency-Key", "ä".repeat(3))
                        .body(Map.of("slug", newSlug(), "name", "x"))
                        .post("/api/v1/tenants")
                        .then(),
                400,
                "INVALID_IDEMPOTENCY_KEY");
        refused(
                operator()
                        .header("If-Match", "1")
                        .body(Map.of("reason", "r"))
                        .post("/api/v1/tenants/" + registered() + "/suspend")
                        .then(),
                400,
                "INVALID_IF_MATCH");
    }

    @Test
    void what_is_refused_leaves_no_event() {
        var slug = newSlug();
        var id = registered(slug);
        refused(
                operator()
                        .body(Map.of("slug", slug, "name", "Again"))
                        .post("/api/v1/tenants")
                        .then(),
                409,
                "SLUG_TAKEN");
        refused(operator().body("{}").post("/api/v1/tenants/" + id + "/suspend").then(), 400, "REASON_REQUIRED");
        operator()
                .queryParam("dryRun", true)
                .body(Map.of("reason", "r"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200);
        TenantFixture.move(id, "disable").statusCode(200);

        try (var reader = Environment.current().read(Contract.TENANTS)) {
            reader.await(r -> id.equals(r.key()) && version(r) == 2, Duration.ofSeconds(20));
            var events = reader.allWithin(Duration.ofSeconds(1)).stream()
                    .filter(r -> id.equals(r.key()))
                    .map(r -> version(r) + " "
                            + io.centercontrol.testkit.TopicReader.headers(r).get("ce_type"))
                    .toList();
            assertThat(events).containsExactly("1 tenant.registered", "2 tenant.disabled");
        }
    }

    private static long version(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(String.valueOf(
                io.centercontrol.testkit.TopicReader.headers(record).get("version")));
    }

    private static ValidatableResponse refused(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("urn:center-control:problem:" + code));
    }

    private String address(String path) {
        return String.valueOf(root).replaceAll("/$", "") + path;
    }

    /** RestAssured would mend what is wrong on purpose. */
    private HttpResponse<String> raw(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        return raw(method, path, "application/json", body);
    }

    private HttpResponse<String> raw(String method, String path, @Nullable String type, HttpRequest.BodyPublisher body)
            throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address(path)))
                    .header(
                            "Authorization",
                            "Bearer " + Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(method, body);
            if (type != null) {
                request.header("Content-Type", type);
            }
            if (method.equals("PATCH")) {
                request.header("If-Match", "*");
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
