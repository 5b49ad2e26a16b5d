package io.centercontrol.plans.subscription.http;

import static io.centercontrol.plans.catalog.http.CatalogFixture.published;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.assign;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.awaitSubscribed;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.operator;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.override;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.show;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing for the subscriptions of many. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class BulkIT {
    private PlatformFixture platform;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        platform.governance(1, "basic", 10);
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void all_of_a_plan_get_another_and_it_is_tried_first() {
        var from = published();
        var to = published();
        var one = subscribed(from);
        var other = subscribed(from);

        var id = ordered(Map.of("filter", Map.of("plan", from), "assign", Map.of("plan", to)));

        reaches(id, "PREVIEWED").body("total", equalTo(2)).body("changed", equalTo(2));
        show(one).body("plan.key", equalTo(from));
        operator().body(Map.of("expected", 2)).post(path(id) + "/start").then().statusCode(200);
        reaches(id, "DONE").body("changed", equalTo(2));
        show(one).body("plan.key", equalTo(to));
        show(other).body("plan.key", equalTo(to));
        operator()
                .get(path(id) + "/items?outcome=CHANGED")
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.ref == '" + one + "' }.eventId", equalTo(eventId(one)));
    }

    @Test
    void what_cannot_be_given_to_one_is_given_to_the_others() {
        var plan = published();
        var one = subscribed(plan);
        override(one, "products", Map.of("grant", Map.of("most", 3))).statusCode(200);
        var without = subscribed(plan);
        var unknown = UUID.randomUUID();

        var id = ordered(Map.of(
                "tenants",
                List.of(one.toString(), without.toString(), unknown.toString()),
                "dropOverride",
                Map.of("feature", "products")));

        reaches(id, "PREVIEWED").body("changed", equalTo(1)).body("refused", equalTo(2));
        operator().body("{}").post(path(id) + "/start").then().statusCode(200);
        reaches(id, "DONE").body("changed", equalTo(1)).body("refusals.SUBSCRIPTION_NOT_FOUND", equalTo(1));
        show(one).body("overrides", hasSize(0));
    }

    @Test
    void a_feature_is_what_they_are_found_by() {
        var plan = published();
        var has = subscribed(plan);
        var not = subscribed(plan);
        override(has, "loyalty", Map.of("grant", Map.of("on", true))).statusCode(200);
        override(not, "loyalty", Map.of("grant", Map.of("on", false))).statusCode(200);

        operator()
                .get("/api/v1/subscriptions?feature=loyalty&plan=" + plan)
                .then()
                .statusCode(200)
                .body("items.subscription.tenantId", equalTo(List.of(has.toString())));
        var id = ordered(Map.of(
                "filter",
                Map.of("plan", plan, "feature", "loyalty"),
                "override",
                Map.of("feature", "products", "grant", Map.of("most", 77))));
        reaches(id, "PREVIEWED").body("total", equalTo(1)).body("changed", equalTo(1));
    }

    @Test
    void an_order_that_says_nothing_or_two_things_is_refused() {
        refused(Map.of("filter", Map.of("plan", "basic")), "ACTION_REQUIRED");
        refused(
                Map.of(
                        "filter",
                        Map.of("plan", "basic"),
                        "assign",
                        Map.of("plan", "basic"),
                        "dropOverride",
                        Map.of("feature", "products")),
                "ACTION_REQUIRED");
        refused(Map.of("filter", Map.of(), "assign", Map.of("plan", "basic")), "FILTER_REQUIRED");
        refused(
                Map.of("filter", Map.of("plan", "basic"), "assign", Map.of("plan", "basic", "at", "soon")),
                "INVALID_PARAMETER");
    }

    private UUID subscribed(String plan) {
        var tenant = platform.registered("basic");
        awaitSubscribed(tenant);
        assign(tenant, Map.of("plan", plan)).statusCode(200);
        return tenant;
    }

    private static String ordered(Map<String, Object> body) {
        return order(body).statusCode(202).extract().path("id");
    }

    private static void refused(Map<String, Object> body, String code) {
        order(body).statusCode(400).body("code", equalTo(code));
    }

    private static ValidatableResponse order(Map<String, Object> body) {
        var all = new HashMap<>(body);
        all.put("reason", "because of a test");
        return operator().body(all).post("/api/v1/subscriptions/bulk").then();
    }

    private static String path(String id) {
        return "/api/v1/bulk-operations/" + id;
    }

    private static String eventId(UUID tenant) {
        return show(tenant).extract().path("eventId");
    }

    private static ValidatableResponse reaches(String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> operator().get(path(id)).<String>path("state").equals(state));
        return operator().get(path(id)).then().statusCode(200).body("pending", equalTo(0));
    }
}
