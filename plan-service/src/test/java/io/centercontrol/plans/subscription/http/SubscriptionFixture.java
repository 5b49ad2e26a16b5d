package io.centercontrol.plans.subscription.http;

import static io.restassured.RestAssured.given;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** An operator at subscriptions, and a few words for what it does. */
final class SubscriptionFixture {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private SubscriptionFixture() {}

    static {
        RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    }

    static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    static String path(UUID tenant) {
        return "/api/v1/tenants/" + tenant;
    }

    static ValidatableResponse show(UUID tenant) {
        return as(Role.PLATFORM_VIEWER).get(path(tenant) + "/subscription").then();
    }

    /** Waits until the tenant has a subscription. */
    static void awaitSubscribed(UUID tenant) {
        Awaitility.await().atMost(BOUND).until(() -> show(tenant).extract().statusCode() == 200);
    }

    static ValidatableResponse assign(UUID tenant, Map<String, ?> body) {
        var all = new HashMap<String, Object>(body);
        all.putIfAbsent("reason", "because of a test");
        return operator().body(all).post(path(tenant) + "/subscription/assign").then();
    }

    static ValidatableResponse override(UUID tenant, String feature, Map<String, ?> body) {
        var all = new HashMap<String, Object>(body);
        all.putIfAbsent("reason", "because of a test");
        return operator().body(all).put(path(tenant) + "/overrides/" + feature).then();
    }

    static ValidatableResponse entitlements(UUID tenant) {
        return as(Role.PLATFORM_VIEWER)
                .get(path(tenant) + "/entitlements")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse entitlements(UUID tenant, String at) {
        return as(Role.PLATFORM_VIEWER)
                .get(path(tenant) + "/entitlements?at=" + at)
                .then();
    }
}
