package io.centercontrol.usage.meters.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An admin at the meters, and a few words for what he does. */
public final class MeterFixture {
    /** Where meters are. */
    public static final String METERS = "/api/v1/meters";

    private MeterFixture() {}

    /** A request in a role. */
    public static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    /** A key that no meter had. */
    public static String newKey() {
        return "m" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** A meter of parcels, as a body that a test can change. */
    public static Map<String, @Nullable Object> parcels() {
        var body = new HashMap<String, @Nullable Object>();
        body.put("name", "Parcels");
        body.put("eventType", "parcel.sent");
        body.put("aggregation", "COUNT");
        body.put("groupBy", List.of("carrier"));
        body.put("unit", "parcel");
        body.put("grade", "BILLING");
        body.put("reason", "because of a test");
        return body;
    }

    /** Sets one that there must be none of. */
    public static ValidatableResponse create(String key, Map<String, @Nullable Object> body) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(body)
                .put(METERS + "/" + key)
                .then();
    }

    /** Sets one that is at a version. */
    public static ValidatableResponse revise(String key, String ifMatch, Map<String, @Nullable Object> body) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-Match", ifMatch)
                .body(body)
                .put(METERS + "/" + key)
                .then();
    }

    /** Looks at one. */
    public static ValidatableResponse show(String key) {
        return as(Role.PLATFORM_VIEWER).get(METERS + "/" + key).then();
    }
}
