package io.centercontrol.governance.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An admin at the platform's terms, and a few words for what it does. */
final class GovernanceFixture {
    private GovernanceFixture() {}

    static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    static ValidatableResponse show() {
        return as(Role.PLATFORM_VIEWER).get("/api/v1/governance").then().statusCode(200);
    }

    /** The terms that hold, as a body that a test can change and send back. */
    static Map<String, @Nullable Object> terms() {
        Map<String, @Nullable Object> body = new HashMap<>(show().extract().<Map<String, Object>>path(""));
        body.keySet().removeAll(java.util.Set.of("existing", "version", "updatedAt", "eventId"));
        body.put("reason", "because of a test");
        return body;
    }

    static ValidatableResponse put(Map<String, @Nullable Object> body) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-Match", show().extract().header("ETag"))
                .body(body)
                .put("/api/v1/governance")
                .then();
    }

    static void limitTests(@Nullable Long most) {
        var body = terms();
        body.put("mostTestTenants", most);
        put(body).statusCode(200);
    }

    static long existingTests() {
        return show().extract().<Number>path("existing.testTenants").longValue();
    }

    static Response register(String kind) {
        var slug = "g-" + UUID.randomUUID().toString().substring(0, 13);
        return as(Role.PLATFORM_OPERATOR)
                .body(Map.of("slug", slug, "name", "Shop " + slug, "kind", kind))
                .post("/api/v1/tenants");
    }
}
