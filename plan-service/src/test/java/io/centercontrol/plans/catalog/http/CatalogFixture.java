package io.centercontrol.plans.catalog.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An admin at the catalog, and a few words for what it does. */
public final class CatalogFixture {
    public static final String FEATURES = "/api/v1/features";
    public static final String PLANS = "/api/v1/plans";

    private CatalogFixture() {}

    public static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    public static RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN);
    }

    public static String newKey() {
        return "k" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** A request that creates a plan, as a body that a test can change. */
    public static Map<String, @Nullable Object> plan(String key) {
        Map<String, @Nullable Object> body = draft(100);
        body.put("key", key);
        body.put("name", "Plan " + key);
        return body;
    }

    /** All terms of a draft. */
    public static Map<String, @Nullable Object> draft(int products) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("grants", Map.of("products", Map.of("most", products), "loyalty", Map.of("on", true)));
        body.put("price", Map.of("minorUnits", 2_900, "currency", "EUR", "interval", "MONTH"));
        return body;
    }

    /** Creates a plan with a draft. */
    public static String created() {
        var key = newKey();
        admin().body(plan(key)).post(PLANS).then().statusCode(201);
        return key;
    }

    /** Creates a plan and publishes its first version. */
    public static String published() {
        var key = created();
        publish(key, 1).then().statusCode(200);
        return key;
    }

    public static Response publish(String key, int version) {
        return admin().body(Map.of("reason", "because of a test"))
                .post(PLANS + "/" + key + "/versions/" + version + "/publish");
    }

    public static Response retire(String key, int version) {
        return admin().body(Map.of("reason", "because of a test"))
                .post(PLANS + "/" + key + "/versions/" + version + "/retire");
    }

    public static ValidatableResponse putDraft(String key, Map<String, @Nullable Object> body) {
        return admin().header("If-Match", "*")
                .body(body)
                .put(PLANS + "/" + key + "/draft")
                .then();
    }

    public static ValidatableResponse show(String key) {
        return as(Role.PLATFORM_VIEWER).get(PLANS + "/" + key).then().statusCode(200);
    }

    public static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(Collections.nCopies(callers, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
