package io.centercontrol.flags.authoring.http;

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

/** An operator at the flags, and a few words for what it does. */
public final class FlagFixture {
    public static final String FLAGS = "/api/v1/flags";
    public static final String EVALUATORS = "/api/v1/flag-evaluators";

    private FlagFixture() {}

    public static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    public static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    public static String newKey() {
        return "f" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** On or off, off by default. */
    public static Map<String, @Nullable Object> onOff(@Nullable Map<String, ?> targeting) {
        Map<String, @Nullable Object> definition = new HashMap<>();
        definition.put("state", "ENABLED");
        definition.put("variants", Map.of("on", true, "off", false));
        definition.put("defaultVariant", "off");
        if (targeting != null) {
            definition.put("targeting", targeting);
        }
        return definition;
    }

    /** On where a plan is had. */
    public static Map<String, ?> onForPlan(String plan) {
        return Map.of("if", List.of(Map.of("==", List.of(Map.of("var", "plan"), plan)), "on"));
    }

    /** A request that creates a flag, as a body that a test can change. */
    public static Map<String, @Nullable Object> body(@Nullable String key, Map<String, @Nullable Object> definition) {
        Map<String, @Nullable Object> body = new HashMap<>();
        if (key != null) {
            body.put("key", key);
        }
        body.put("name", "A flag of a test");
        body.put("kind", "RELEASE");
        body.put("owner", "checkout");
        body.put("sensitive", false);
        body.put("definition", definition);
        return body;
    }

    /** Creates a flag that is on or off, off by default. */
    public static String created(@Nullable Map<String, ?> targeting) {
        var key = newKey();
        create(body(key, onOff(targeting))).statusCode(201);
        return key;
    }

    /** The same, sensitive. */
    public static String sensitive() {
        var key = newKey();
        var body = body(key, onOff(null));
        body.put("sensitive", true);
        create(body).statusCode(201);
        return key;
    }

    public static ValidatableResponse create(Map<String, @Nullable Object> body) {
        return operator().body(body).post(FLAGS).then();
    }

    public static ValidatableResponse put(String key, String query, Map<String, @Nullable Object> body) {
        return operator()
                .header("If-Match", "*")
                .body(body)
                .put(FLAGS + "/" + key + query)
                .then();
    }

    public static ValidatableResponse show(String key) {
        return as(Role.PLATFORM_VIEWER).get(FLAGS + "/" + key).then().statusCode(200);
    }

    public static ValidatableResponse override(String key, String whose, String variant, String query) {
        return operator()
                .body(Map.of("variant", variant, "reason", "a test"))
                .put(FLAGS + "/" + key + "/" + whose + query)
                .then();
    }

    public static ValidatableResponse kill(String key, String query, Map<String, @Nullable Object> reach) {
        Map<String, @Nullable Object> body = new HashMap<>(reach);
        body.putIfAbsent("reason", "a test");
        return operator()
                .body(body)
                .post(FLAGS + "/" + key + "/kill-switches" + query)
                .then();
    }

    public static ValidatableResponse explain(String key, Map<String, ?> body) {
        return as(Role.PLATFORM_VIEWER)
                .body(body)
                .post(FLAGS + "/" + key + "/explain")
                .then();
    }

    public static ValidatableResponse evaluator(String name, Map<String, ?> rule, String query) {
        return operator()
                .header("If-Match", "*")
                .body(Map.of("rule", rule, "reason", "a test"))
                .put(EVALUATORS + "/" + name + query)
                .then();
    }
}
