package io.centercontrol.flags.changes.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who change sensitive flags together, and a few words for what they do. */
public final class ChangeFixture {
    public static final String REQUESTS = "/api/v1/change-requests/";

    private ChangeFixture() {}

    /** A person by their name. */
    public static RequestSpecification as(String who) {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_OPERATOR, who))
                .contentType(ContentType.JSON);
    }

    /** A new flag that is off by default. */
    public static String flag(boolean sensitive) {
        var key = "c" + UUID.randomUUID().toString().substring(0, 13);
        var body = new HashMap<String, Object>();
        body.put("key", key);
        body.put("name", "A flag of a test");
        body.put("kind", "PERMISSION");
        body.put("owner", "payments");
        body.put("sensitive", sensitive);
        body.put("definition", definition("off"));
        as("ann").body(body).post("/api/v1/flags").then().statusCode(201);
        return key;
    }

    public static Map<String, Object> definition(String byDefault) {
        return Map.of("state", "ENABLED", "variants", Map.of("on", true, "off", false), "defaultVariant", byDefault);
    }

    /** A proposal of another definition, as a body that a test can change. */
    public static Map<String, @Nullable Object> turnedOn() {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("definition", definition("on"));
        body.put("reason", "it is time");
        return body;
    }

    public static ValidatableResponse propose(String who, String flag, Map<String, ?> body) {
        return as(who).body(body)
                .post("/api/v1/flags/" + flag + "/change-requests")
                .then();
    }

    public static ValidatableResponse edit(String who, String id, long version, Map<String, ?> body) {
        return as(who).header("If-Match", "\"" + version + "\"")
                .body(body)
                .put(REQUESTS + id)
                .then();
    }

    public static ValidatableResponse approve(String who, String id, String hash) {
        return as(who).body(Map.of("hash", hash))
                .post(REQUESTS + id + "/approve")
                .then();
    }

    public static ValidatableResponse show(String id) {
        return as("ann").get(REQUESTS + id).then();
    }

    /** The hash that an approval must carry at this moment. */
    public static String hash(String id) {
        return show(id).statusCode(200).extract().path("hash");
    }

    public static ValidatableResponse showFlag(String key) {
        return as("ann").get("/api/v1/flags/" + key).then();
    }

    /** Somebody changes a flag that is not sensitive. */
    public static ValidatableResponse put(String who, String key, String byDefault, String ifMatch) {
        return as(who).header("If-Match", ifMatch)
                .body(Map.of(
                        "name",
                        "A flag of a test",
                        "kind",
                        "PERMISSION",
                        "owner",
                        "payments",
                        "sensitive",
                        false,
                        "definition",
                        definition(byDefault)))
                .put("/api/v1/flags/" + key)
                .then();
    }
}
