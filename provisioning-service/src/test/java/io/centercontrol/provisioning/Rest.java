package io.centercontrol.provisioning;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Requests as somebody. */
public final class Rest {
    private Rest() {}

    /** A request with a good token of a role. */
    public static RequestSpecification as(Role role) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Environment.current().tokens().of(role))
                .contentType(ContentType.JSON);
    }

    /** A request of an operator. */
    public static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    /** A request with a tenant service's own token. */
    public static RequestSpecification asTenantService(String key) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Environment.current().tokens().ofTenantService(key));
    }

    /** Makes a tenant service known, or changes it to this. */
    public static void putService(String key, boolean required, long attemptTimeoutMillis) {
        putService(key, required, attemptTimeoutMillis, 600);
    }

    /** The same with another pause after its first failure. */
    public static void putService(String key, boolean required, long attemptTimeoutMillis, long firstBackoffMillis) {
        var body = Map.of(
                "name",
                key,
                "required",
                required,
                "attemptTimeoutMillis",
                attemptTimeoutMillis,
                "firstBackoffMillis",
                firstBackoffMillis);
        var found = as(Role.PLATFORM_ADMIN).get("/api/v1/tenant-services/" + key);
        var request = as(Role.PLATFORM_ADMIN).body(body);
        var version = found.statusCode() == 200
                ? request.header("If-Match", found.header("ETag"))
                : request.header("If-None-Match", "*");
        version.put("/api/v1/tenant-services/" + key).then().statusCode(found.statusCode() == 200 ? 200 : 201);
    }
}
