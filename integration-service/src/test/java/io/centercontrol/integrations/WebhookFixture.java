package io.centercontrol.integrations;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests of webhooks ask for. */
public final class WebhookFixture {
    /** Where endpoints are. */
    public static final String ENDPOINTS = "/api/v1/webhook-endpoints";

    private WebhookFixture() {}

    /** A request of a platform administrator. */
    public static RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN);
    }

    /** A request in a role. */
    public static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    /** A body that creates an endpoint. */
    public static Map<String, @Nullable Object> body(String url, List<String> types) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("name", "of a test");
        body.put("url", url);
        body.put("types", types);
        body.put("reason", "of a test");
        return body;
    }

    /** An endpoint with its secret. */
    public record Made(String id, String secret) {
        /** Its address. */
        public String path() {
            return ENDPOINTS + "/" + id;
        }
    }

    /** Creates one. */
    public static Made create(Map<String, @Nullable Object> body) {
        var answer = admin().body(body).post(ENDPOINTS).then().statusCode(201).extract();
        return new Made(answer.path("id"), answer.path("secret"));
    }

    /** The same. */
    public static Made create(String url, String... types) {
        return create(body(url, List.of(types)));
    }

    /** Asks a verb of one. */
    public static ValidatableResponse ask(Made endpoint, String verb, Map<String, @Nullable Object> more) {
        var body = new HashMap<>(more);
        body.put("reason", "of a test");
        return admin().body(body).post(endpoint.path() + "/" + verb).then();
    }

    /** Removes one, so that it is told no more. */
    public static void remove(Made endpoint) {
        admin().delete(endpoint.path() + "?reason=over").then().statusCode(200);
    }
}
