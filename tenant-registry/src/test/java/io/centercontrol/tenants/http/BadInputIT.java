package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.local.tokens.Role;
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
        assertThat(chunked.statusCode()).isEqualTo(411);
        assertThat(chunked.body()).contains("LENGTH_REQUIRED");
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
                        .header("If-Match", "W/\"x\"")
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

    /** RestAssured would mend what is wrong on purpose. */
    private HttpResponse<String> raw(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        return raw(method, path, "application/json", body);
    }

    private HttpResponse<String> raw(String method, String path, String type, HttpRequest.BodyPublisher body)
            throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(String.valueOf(root).replaceAll("/$", "") + path))
                    .header(
                            "Authorization",
                            "Bearer " + Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                    .header("Content-Type", type)
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(method, body)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
