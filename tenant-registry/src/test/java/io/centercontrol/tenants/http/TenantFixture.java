package io.centercontrol.tenants.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** A caller with a token, and a few words for what it does. */
final class TenantFixture {
    private TenantFixture() {}

    static {
        io.restassured.RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    }

    static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    static String newSlug() {
        return "t-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** Registers a tenant and answers with its id. */
    static String registered(String slug) {
        return operator()
                .body(Map.of("slug", slug, "name", "Shop " + slug, "kind", "TEST"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String registered() {
        return registered(newSlug());
    }

    static ValidatableResponse move(String id, String move) {
        return operator()
                .body(Map.of("reason", "because of a test"))
                .post("/api/v1/tenants/" + id + "/" + move)
                .then();
    }

    static ValidatableResponse show(String id) {
        return operator().get("/api/v1/tenants/" + id).then();
    }
}
