package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem with a code, and nothing is changed: so one shop will do for all of it. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class BadInputIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    DataPlane plane;

    @SuppressWarnings("NullAway.Init")
    private Shopping shopping;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    @SuppressWarnings("NullAway.Init")
    private String token;

    private boolean isOpen;

    /** Before the first one, and not before all: RestAssured is told the port only then. */
    @BeforeEach
    void open() {
        if (isOpen) {
            return;
        }
        shopping = new Shopping(plane);
        tenant = shopping.shop();
        token = token(tenant, "ada@example.org");
        isOpen = true;
    }

    @AfterAll
    void close() {
        shopping.close();
    }

    @AfterEach
    void nothing_was_changed() throws SQLException {
        try (var connection = Environment.current().openDatabase();
                var question = connection.prepareStatement(
                        "select (select count(*) from customer_order where tenant_id = ?) * 100"
                                + " + (select count(*) from customer where tenant_id = ?)")) {
            question.setObject(1, tenant.id().value());
            question.setObject(2, tenant.id().value());
            var answer = question.executeQuery();
            answer.next();
            assertThat(answer.getInt(1))
                    .as("100 for each order and 1 for each customer")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}],\"gift\":true}|400|UNKNOWN_FIELD|/gift",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1,\"colour\":\"red\"}]}|400|UNKNOWN_FIELD|/items/0/colour",
                "{\"items\":\"MUG\"}|400|WRONG_TYPE|/items",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":\"1\"}]}|400|WRONG_TYPE|/items/0/quantity",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1.5}]}|400|WRONG_TYPE|/items/0/quantity",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":99999999999}]}|400|OUT_OF_RANGE|/items/0/quantity",
                "{\"items\":[{\"sku\":12,\"quantity\":1}]}|400|WRONG_TYPE|/items/0/sku",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":0}]}|400|QUANTITY_INVALID|/items/0/quantity",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":-1}]}|400|QUANTITY_INVALID|/items/0/quantity",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1001}]}|400|QUANTITY_INVALID|/items/0/quantity",
                "{\"items\":[{\"sku\":\"MUG\"}]}|400|QUANTITY_INVALID|/items/0/quantity",
                "{\"items\":[{\"quantity\":1}]}|400|SKU_INVALID|/items/0/sku",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1},{\"sku\":\"MUG\",\"quantity\":2}]}|400|SKU_REPEATED|/items/1/sku",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1},null]}|400|WRONG_TYPE|/items/1",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1},{\"sku\":\"GOLD\",\"quantity\":1}]}|422|UNKNOWN_SKU|/items/1/sku",
                "{\"items\":[]}|400|ITEMS_INVALID|/items",
                "{}|400|ITEMS_INVALID|/items",
                "null|400|BODY_REQUIRED|",
                "[]|400|WRONG_TYPE|",
                "{\"items\":[|400|BODY_NOT_JSON|/items",
                "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]} and more|400|BODY_NOT_JSON|",
                "{\"items\":[],\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}|400|BODY_NOT_JSON|"
            })
    void an_order_that_is_none(
            String body, int status, String code, @org.jspecify.annotations.Nullable String pointer) {
        var answer = to(tenant).auth().oauth2(token).body(body).post("/orders");
        isProblem(answer, status, code);
        assertThat(answer.<String>path("pointer")).isEqualTo(pointer == null ? "" : pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"email\":\"bob@example.org\",\"password\":\"long enough\",\"admin\":true}|UNKNOWN_FIELD|/admin",
                "{\"email\":\"bob\",\"password\":\"long enough\"}|EMAIL_INVALID|/email",
                "{\"email\":\"a@b@c\",\"password\":\"long enough\"}|EMAIL_INVALID|/email",
                "{\"password\":\"long enough\"}|EMAIL_INVALID|/email",
                "{\"email\":\"bob@example.org\",\"password\":\"short\"}|PASSWORD_INVALID|/password",
                "{\"email\":\"bob@example.org\",\"password\":12345678}|WRONG_TYPE|/password",
                "{\"email\":\"bob@example.org\"}|PASSWORD_INVALID|/password"
            })
    void a_log_in_that_is_none(String body, String code, String pointer) {
        var answer = to(tenant).body(body).post("/login");
        isProblem(answer, 400, code);
        assertThat(answer.<String>path("pointer")).isEqualTo(pointer);
    }

    @Test
    void a_wrong_password() {
        isProblem(
                to(tenant)
                        .body("{\"email\":\"ada@example.org\",\"password\":\"wrong horse\"}")
                        .post("/login"),
                401,
                "LOGIN_FAILED");
    }

    @Test
    void invalid_utf8() {
        var bytes = "{\"email\":\"bob@example.org\",\"password\":\"long enough \u00ff\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        isProblem(to(tenant).body(bytes).post("/login"), 400, "BODY_NOT_UTF8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udfff", "\\udc00\\ud800"})
    void half_a_surrogate_pair(String half) {
        isProblem(
                to(tenant)
                        .body("{\"email\":\"bob@example.org\",\"password\":\"long enough " + half + "\"}")
                        .post("/login"),
                400,
                "INVALID_CHARACTER");
    }

    @Test
    void a_body_nested_too_deep() {
        var deep = "[".repeat(900) + "]".repeat(900);
        isProblem(
                to(tenant).auth().oauth2(token).body("{\"items\":" + deep + "}").post("/orders"), 400, "WRONG_TYPE");
        isProblem(to(tenant).body("{\"email\":" + deep + "}").post("/login"), 400, "WRONG_TYPE");
    }

    @Test
    void a_name_of_10000_characters() {
        var body = "{\"email\":\"" + "x".repeat(10_000) + "@example.org\",\"password\":\"long enough\"}";
        isProblem(to(tenant).body(body).post("/login"), 400, "EMAIL_INVALID");
    }

    @Test
    void a_body_that_is_too_large() {
        var body = "{\"email\":\"" + "x".repeat(100_000) + "@example.org\",\"password\":\"long enough\"}";
        isProblem(to(tenant).body(body).post("/login"), 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_body_that_does_not_say_how_long_it_is(HttpClient.Version version) throws Exception {
        var root = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        try (var http = HttpClient.newBuilder().version(version).build()) {
            // The first one makes an upgrade to HTTP/2, if that is wanted.
            http.send(
                    HttpRequest.newBuilder(root.resolve("/q/health/ready")).build(),
                    HttpResponse.BodyHandlers.discarding());
            for (var length : new int[] {0, 12_000, 100_000}) {
                var body = ("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}" + " ".repeat(length))
                        .getBytes(StandardCharsets.UTF_8);
                var answer = http.send(
                        HttpRequest.newBuilder(root.resolve("/login"))
                                .header("X-Tenant-Slug", tenant.slug())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(length > 16_384 ? 413 : 200);
                assertThat(answer.body()).contains(length > 16_384 ? "BODY_TOO_LARGE" : "token");
            }
        }
    }

    @Test
    void no_body() {
        isProblem(to(tenant).post("/login"), 400, "BODY_REQUIRED");
    }

    @Test
    void another_media_type_method_or_path() {
        isProblem(
                given().header("Host", tenant.slug() + ".localhost")
                        .contentType("text/plain")
                        .body("hello")
                        .post("/login"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        isProblem(to(tenant).delete("/catalog"), 405, "METHOD_NOT_ALLOWED");
        isProblem(to(tenant).get("/nowhere"), 404, "NOT_FOUND");
    }

    @Test
    void a_parameter_is_named_and_an_order_that_has_one_is_none() {
        for (var query : new String[] {"dryRun=true", "a;b"}) {
            isProblem(
                    to(tenant)
                            .urlEncodingEnabled(false)
                            .auth()
                            .oauth2(token)
                            .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                            .post("/orders?" + query),
                    400,
                    "UNKNOWN_PARAMETER");
        }
    }

    @Test
    void an_order_without_a_log_in() {
        isProblem(
                to(tenant)
                        .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                        .post("/orders"),
                401,
                "TOKEN_REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "a.b.c",
                ".",
                "..",
                "!!!",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOjd9.e30.AA",
                "eyJhbGciOiJIUzI1NiIsImtpZCI6e319.e30.AA",
                "eyJhbGciOiJIUzI1NiJ9.W10.AA",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AA",
                ""
            })
    void a_token_that_is_none(String text) {
        isProblem(
                to(tenant)
                        .header("Authorization", "Bearer " + text)
                        .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                        .post("/orders"),
                401,
                "TOKEN_INVALID");
    }

    @Test
    void a_token_that_was_tampered_with() {
        var parts = token.split("\\.", -1);
        var payload = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var other = shopping.shop();
        var forged = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        payload.replace(tenant.id().toString(), other.id().toString())
                                .getBytes(StandardCharsets.UTF_8));
        isProblem(
                to(other)
                        .auth()
                        .oauth2(parts[0] + "." + forged + "." + parts[2])
                        .get("/catalog"),
                401,
                "TOKEN_INVALID");
    }

    @Test
    void an_operators_token_of_the_platform() {
        var operators = Environment.current().tokens().of(io.centercontrol.parts.tokens.Role.PLATFORM_ADMIN);
        isProblem(
                to(tenant)
                        .auth()
                        .oauth2(operators)
                        .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                        .post("/orders"),
                401,
                "TOKEN_INVALID");
    }

    @Test
    void a_tenant_header_that_is_repeated() {
        isProblem(
                given().header(
                                "X-Tenant-Id",
                                tenant.id().toString(),
                                tenant.id().toString())
                        .get("/catalog"),
                400,
                "TENANT_HEADER_REPEATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/nonsense", "/orders/%2e%2e%2fcatalog", "/orders/;a=b", "/orders/%00"})
    void a_path_that_leads_nowhere(String path) {
        var answer = to(tenant).urlEncodingEnabled(false).auth().oauth2(token).get(path);
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    private static void isProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<String>path("detail")).isNotBlank();
    }
}
