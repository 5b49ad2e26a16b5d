package io.centercontrol.plans.subscription.http;

import static io.centercontrol.plans.subscription.http.SubscriptionFixture.as;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.assign;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.awaitSubscribed;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.entitlements;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.operator;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.override;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.path;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.centercontrol.testkit.TurnedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class SubscriptionIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private PlatformFixture platform;
    private TopicReader events;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        platform.governance(1, "basic", 10);
        events = Environment.current().read(Contract.ENTITLEMENTS);
    }

    @AfterEach
    void end() {
        platform.close();
        events.close();
    }

    @Test
    void a_new_tenant_has_the_default_plan_from_its_registration_on() {
        var tenant = subscribed(null);

        show(tenant)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("plan.key", equalTo("basic"))
                .body("plan.name", equalTo("Basic"))
                .body("kind", equalTo("REGISTRATION"))
                .body("trial", equalTo(false))
                .body("scheduled", empty())
                .body("eventId", notNullValue());
        var told = told(tenant, 1);
        assertThat(told.getPlan()).isEqualTo("basic");
        assertThat(told.getValues())
                .filteredOn(value -> value.getGrant().getFeature().equals("products"))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.getGrant().getMost()).isEqualTo(100);
                    assertThat(value.getDecidedBy()).isEqualTo(EntitlementLayer.PLAN);
                });
        assertThat(told.getValues())
                .as("what is off is not listed")
                .noneMatch(value -> value.getGrant().getFeature().equals("loyalty"));
        assertThat(told.getPlanSince()).isBefore(told.getUpdatedAt());
    }

    @Test
    void a_tenant_that_named_a_plan_has_that_one_and_one_that_cannot_have_it_the_default() {
        show(subscribed("standard")).body("plan.key", equalTo("standard"));
        show(subscribed("retired-long-ago")).body("plan.key", equalTo("basic"));
    }

    @Test
    void another_plan_tells_which_values_change() {
        var tenant = subscribed(null);

        assign(tenant, Map.of("plan", "standard"))
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("plan.key", equalTo("standard"))
                .body("effects", hasSize(1))
                .body("effects[0].tenantId", equalTo(tenant.toString()))
                .body("effects[0].changes.find { it.feature == 'products' }.before.most", equalTo(100))
                .body("effects[0].changes.find { it.feature == 'products' }.after.most", equalTo(1000))
                .body("effects[0].changes.find { it.feature == 'loyalty' }.before", nullValue())
                .body("effects[0].changes.find { it.feature == 'loyalty' }.after.on", equalTo(true));

        var told = told(tenant, 2);
        assertThat(told.getPlan()).isEqualTo("standard");
        assertThat(told.getChange().getType()).isEqualTo("subscription.plan-assigned");
        assertThat(told.getChange().getReason()).isEqualTo("because of a test");
        assertThat(told.getChange().getChanges()).anySatisfy(field -> {
            assertThat(field.getPath()).isEqualTo("/entitlements/products");
            assertThat(field.getBefore()).isEqualTo("{\"most\":100,\"hard\":true}");
            assertThat(field.getAfter()).isEqualTo("{\"most\":1000,\"hard\":true}");
        });
        as(Role.AUDITOR)
                .get(path(tenant) + "/subscription/history")
                .then()
                .body("total", equalTo(2))
                .body("items.type", contains("subscription.plan-assigned", "subscription.begun"))
                .body("items[0].actor.id", equalTo("platform-operator"))
                .body("items[0].changes.path", hasItem("/entitlements/loyalty"));
    }

    @Test
    void a_dry_run_says_who_would_see_what_and_changes_nothing() {
        var tenant = subscribed(null);

        operator()
                .body(Map.of("plan", "enterprise", "reason", "what if"))
                .post(path(tenant) + "/subscription/assign?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("effects[0].tenantId", equalTo(tenant.toString()))
                .body("effects[0].changes.find { it.feature == 'products' }.after.most", nullValue());

        show(tenant).body("plan.key", equalTo("basic")).body("version", equalTo(1));
    }

    @Test
    void the_past_is_told_as_it_was_and_the_future_as_it_is_scheduled() {
        var tenant = subscribed(null);
        var before = Instant.now();
        assign(tenant, Map.of("plan", "standard")).statusCode(200);
        override(tenant, "products", Map.of("grant", Map.of("most", 7))).statusCode(200);
        var later = Instant.now().plus(Duration.ofDays(40));
        assign(tenant, Map.of("plan", "enterprise", "at", later.toString())).statusCode(200);

        entitlements(tenant, before.toString())
                .statusCode(200)
                .body("plan.key", equalTo("basic"))
                .body("entitlements.find { it.feature == 'products' }.grant.most", equalTo(100));
        entitlements(tenant)
                .body("plan.key", equalTo("standard"))
                .body("entitlements.find { it.feature == 'products' }.grant.most", equalTo(7))
                .body("entitlements.find { it.feature == 'products' }.decidedBy", equalTo("OVERRIDE"))
                .body(
                        "entitlements.find { it.feature == 'products' }.layers.layer",
                        contains("DEFAULT", "PLAN", "OVERRIDE"))
                .body("entitlements.find { it.feature == 'products' }.layers[1].source", equalTo("standard/1"));
        entitlements(tenant, later.plusSeconds(1).toString())
                .body("plan.key", equalTo("enterprise"))
                .body("entitlements.find { it.feature == 'products' }.grant.most", equalTo(7));
        entitlements(tenant, "2020-01-01T00:00:00Z").statusCode(404).body("code", equalTo("NOT_YET"));
        one(tenant, "products").statusCode(200).body("grant.most", equalTo(7)).body("decidedBy", equalTo("OVERRIDE"));
        one(tenant, "products?at=" + before).statusCode(200).body("grant.most", equalTo(100));
        one(tenant, "nonsense").statusCode(404).body("code", equalTo("FEATURE_NOT_FOUND"));
        as(Role.TENANT_SERVICE).get(path(tenant) + "/subscription").then().statusCode(403);
    }

    /** As a tenant service without the SDK asks. */
    private static ValidatableResponse one(UUID tenant, String feature) {
        return as(Role.TENANT_SERVICE)
                .get(path(tenant) + "/entitlements/" + feature)
                .then();
    }

    @Test
    void what_is_scheduled_begins_by_itself_and_can_be_cancelled_before() {
        var tenant = subscribed(null);
        var at = turned().plus(Duration.ofHours(1)).toString();
        var never = turned().plus(Duration.ofHours(2)).toString();
        assign(tenant, Map.of("plan", "standard", "at", at))
                .statusCode(200)
                .body("plan.key", equalTo("basic"))
                .body("scheduled", hasSize(1))
                .body("effects", empty());
        assign(tenant, Map.of("plan", "enterprise", "at", never)).statusCode(200);
        operator()
                .body(Map.of("at", never, "reason", "a mistake"))
                .post(path(tenant) + "/subscription/cancel")
                .then()
                .statusCode(200)
                .body("scheduled", hasSize(1));

        TurnedClock.forward(Duration.ofHours(1));

        assertThat(told(tenant, 5).getPlan()).isEqualTo("standard");
        show(tenant).body("plan.key", equalTo("standard")).body("scheduled", empty());
        as(Role.BILLING)
                .get(path(tenant) + "/subscription/timeline")
                .then()
                .statusCode(200)
                .body("plan", contains("standard", "basic"))
                .body("[1].until", equalTo(at))
                .body("[0].from", equalTo(at))
                .body("[0].until", nullValue());
        operator()
                .body(Map.of("at", at, "reason", "too late"))
                .post(path(tenant) + "/subscription/cancel")
                .then()
                .statusCode(409)
                .body("code", equalTo("HAS_BEGUN"));
    }

    @Test
    void a_trial_ends_by_itself_in_the_plan_that_it_names() {
        var tenant = subscribed(null);
        assign(tenant, Map.of("plan", "standard", "trial", true))
                .statusCode(200)
                .body("trial", equalTo(true))
                .body("scheduled.plan", contains("basic"))
                .body("scheduled.kind", contains("TRIAL_END"));

        TurnedClock.forward(Duration.ofDays(14));

        var ended = told(tenant, 3);
        assertThat(ended.getPlan()).isEqualTo("basic");
        assertThat(ended.getTrial()).isFalse();
        assertThat(ended.getChange().getActor().getId()).isEqualTo("plan-service");
        assign(tenant, Map.of("plan", "basic", "trial", true)).statusCode(400).body("code", equalTo("NO_TRIAL"));
    }

    @Test
    void a_plan_can_follow_at_the_end_of_the_period_that_is_paid_for() {
        var tenant = subscribed(null);

        var at = Instant.parse(assign(tenant, Map.of("plan", "standard", "atPeriodEnd", true))
                .statusCode(200)
                .extract()
                .path("scheduled[0].at"));

        assertThat(Duration.between(Instant.now(), at)).isBetween(Duration.ofDays(27), Duration.ofDays(32));
    }

    @Test
    void overrides_and_add_ons_come_and_go() {
        var tenant = subscribed(null);
        var ends = turned().plus(Duration.ofMinutes(10)).toString();
        override(tenant, "stores", Map.of("grant", Map.of("most", 30), "expiresAt", ends))
                .statusCode(200)
                .body("overrides[0].feature", equalTo("stores"))
                .body("overrides[0].grant.most", equalTo(30))
                .body("overrides[0].expiresAt", equalTo(ends));
        operator()
                .body(Map.of("reason", "bought"))
                .put(path(tenant) + "/add-ons/extra-products")
                .then()
                .statusCode(200)
                .body("effects[0].changes.feature", contains("products"))
                .body("effects[0].changes[0].after.most", equalTo(1100));

        TurnedClock.forward(Duration.ofMinutes(10));

        assertThat(told(tenant, 4).getOverrides()).isEmpty();
        entitlements(tenant)
                .body("entitlements.find { it.feature == 'stores' }.grant.most", equalTo(1))
                .body("entitlements.find { it.feature == 'products' }.decidedBy", equalTo("ADD_ON"));
        operator()
                .delete(path(tenant) + "/add-ons/extra-products?reason=sold")
                .then()
                .statusCode(200)
                .body("addOns", empty())
                .body("effects[0].changes[0].after.most", equalTo(100));
        operator()
                .delete(path(tenant) + "/overrides/stores?reason=over")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_OVERRIDE"));
    }

    @Test
    void refuses_what_makes_no_sense() {
        var tenant = subscribed(null);

        assign(tenant, Map.of("plan", "gold"))
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PLAN"))
                .body("detail", containsString("There are: basic, enterprise"));
        assign(tenant, Map.of("plan", "extra-products")).statusCode(400).body("code", equalTo("UNKNOWN_PLAN"));
        assign(tenant, Map.of("plan", "basic")).statusCode(409).body("code", equalTo("ALREADY_ON_PLAN"));
        assign(tenant, Map.of("plan", "standard", "at", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("code", equalTo("NOT_IN_THE_FUTURE"));
        assign(tenant, Map.of("plan", "standard", "at", "2099-01-01T00:00:00Z", "trial", true))
                .statusCode(400)
                .body("code", equalTo("AMBIGUOUS_TIME"));
        assign(tenant, Map.of("plan", "standard", "reason", " "))
                .statusCode(400)
                .body("code", equalTo("REASON_REQUIRED"));
        assign(tenant, Map.of("plan", "standard", "version", 9))
                .statusCode(400)
                .body("code", equalTo("NO_SUCH_PLAN_VERSION"));
        override(tenant, "teleport", Map.of("grant", Map.of("on", true)))
                .statusCode(404)
                .body("code", equalTo("UNKNOWN_FEATURE"));
        override(tenant, "products", Map.of("grant", Map.of("most", -1)))
                .statusCode(400)
                .body("code", equalTo("BELOW_ZERO"));
        override(tenant, "products", Map.of("grant", Map.of("on", true)))
                .statusCode(400)
                .body("code", equalTo("WRONG_KIND"));
        override(tenant, "products", Map.of("grant", Map.of("most", 1), "expiresAt", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("code", equalTo("NOT_IN_THE_FUTURE"));
        operator()
                .header("If-Match", "\"7\"")
                .body(Map.of("plan", "standard", "reason", "stale"))
                .post(path(tenant) + "/subscription/assign")
                .then()
                .statusCode(412);
        as(Role.PLATFORM_VIEWER)
                .body(Map.of("plan", "standard", "reason", "no right"))
                .post(path(tenant) + "/subscription/assign")
                .then()
                .statusCode(403);
        assign(UUID.randomUUID(), Map.of("plan", "standard"))
                .statusCode(404)
                .body("code", equalTo("SUBSCRIPTION_NOT_FOUND"));

        show(tenant).body("version", equalTo(1));
    }

    @Test
    void a_tenant_that_leaves_is_given_nothing_any_more() {
        var tenant = subscribed(null);

        platform.tenant(tenant, 2, TenantStatus.ERASING, null);

        Awaitility.await()
                .atMost(BOUND)
                .untilAsserted(() -> assign(tenant, Map.of("plan", "standard"))
                        .statusCode(409)
                        .body("code", equalTo("TENANT_IS_LEAVING")));
        platform.purged(tenant, 3);
        Awaitility.await().atMost(BOUND).until(() -> show(tenant).extract().statusCode() == 404);
        events.await(record -> record.key().equals(tenant.toString()) && record.value() == null, BOUND);
    }

    @Test
    void other_defaults_change_only_what_no_plan_names() {
        var plan = "p-" + UUID.randomUUID().toString().substring(0, 8);
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("key", plan, "name", "No word of stores", "grants", Map.of("products", Map.of("most", 5))))
                .post("/api/v1/plans")
                .then()
                .statusCode(201);
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("reason", "for a test"))
                .post("/api/v1/plans/" + plan + "/versions/1/publish")
                .then()
                .statusCode(200);
        var without = subscribed(plan);
        var with = subscribed(null);
        entitlements(without)
                .body("entitlements.find { it.feature == 'stores' }.grant.most", equalTo(10))
                .body("entitlements.find { it.feature == 'stores' }.decidedBy", equalTo("DEFAULT"));

        var agreed = subscribed(plan);
        override(agreed, "stores", Map.of("grant", Map.of("most", 3))).statusCode(200);
        var changes = "items.find { it.tenantId == '" + without + "' }.changes[0]";
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/defaults/effects?mostStores=12&limit=500")
                .then()
                .statusCode(200)
                .body(changes + ".feature", equalTo("stores"))
                .body(changes + ".before.most", equalTo(10))
                .body(changes + ".after.most", equalTo(12))
                .body("items.findAll { it.tenantId in ['" + agreed + "', '" + with + "'] }", empty());
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/defaults/effects?mostStores=-1")
                .then()
                .statusCode(400);
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/defaults/effects?mostStores=10")
                .then()
                .body("items", empty());

        platform.governance(2, "basic", 12);

        var told = told(without, 2);
        assertThat(told.getChange().getType()).isEqualTo("subscription.defaults-changed");
        assertThat(told.getValues())
                .anySatisfy(value -> assertThat(value.getGrant().getMost()).isEqualTo(12));
        show(with).body("version", equalTo(1));
        as(Role.BILLING)
                .get("/api/v1/defaults")
                .then()
                .body("mostStores", equalTo(12))
                .body("plan", equalTo("basic"))
                .body("governanceVersion", equalTo(2));
    }

    @Test
    void the_same_request_twice_is_done_once() {
        var tenant = subscribed(null);
        var key = UUID.randomUUID().toString();
        for (var replayed : List.of(false, true)) {
            var answer = operator()
                    .header("Idempotency-Key", key)
                    .body(Map.of("plan", "standard", "reason", "once"))
                    .post(path(tenant) + "/subscription/assign")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(2));
            assertThat(answer.extract().header("Idempotency-Replayed") != null).isEqualTo(replayed);
        }
    }

    @Test
    void lists_who_has_what() {
        var tenant = subscribed("enterprise");

        as(Role.BILLING)
                .get("/api/v1/subscriptions?plan=enterprise&q=" + tenant)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].subscription.tenantId", equalTo(tenant.toString()))
                .body("items[0].slug", equalTo("slug-" + tenant));
        as(Role.BILLING)
                .get("/api/v1/subscriptions?plan=basic&q=" + tenant)
                .then()
                .body("items", empty());
    }

    private static Instant turned() {
        return new TurnedClock().instant();
    }

    private UUID subscribed(String plan) {
        var tenant = platform.registered(plan);
        awaitSubscribed(tenant);
        return tenant;
    }

    private Entitlements told(UUID tenant, long version) {
        return PlatformFixture.entitlements(events.await(
                        record -> record.key().equals(tenant.toString())
                                && Long.toString(version)
                                        .equals(TopicReader.headers(record).get("version")),
                        BOUND)
                .value());
    }
}
