package io.centercontrol.plans.catalog.http;

import static io.centercontrol.plans.catalog.http.CatalogFixture.FEATURES;
import static io.centercontrol.plans.catalog.http.CatalogFixture.PLANS;
import static io.centercontrol.plans.catalog.http.CatalogFixture.admin;
import static io.centercontrol.plans.catalog.http.CatalogFixture.as;
import static io.centercontrol.plans.catalog.http.CatalogFixture.created;
import static io.centercontrol.plans.catalog.http.CatalogFixture.draft;
import static io.centercontrol.plans.catalog.http.CatalogFixture.newKey;
import static io.centercontrol.plans.catalog.http.CatalogFixture.plan;
import static io.centercontrol.plans.catalog.http.CatalogFixture.publish;
import static io.centercontrol.plans.catalog.http.CatalogFixture.published;
import static io.centercontrol.plans.catalog.http.CatalogFixture.putDraft;
import static io.centercontrol.plans.catalog.http.CatalogFixture.retire;
import static io.centercontrol.plans.catalog.http.CatalogFixture.show;
import static io.centercontrol.plans.catalog.http.CatalogFixture.together;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.plans.catalog.UsesFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans and add-ons in versions: drafted, published, retired. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class PlanResourceIT {
    @Inject
    UsesFixture uses;

    @Test
    void there_is_something_on_offer_from_the_first_start_on() {
        show("basic")
                .body("kind", equalTo("PLAN"))
                .body("current", equalTo(1))
                .body("versions[0].grants.products.kind", equalTo("LIMIT"))
                .body("versions[0].grants.products.most", equalTo(100))
                .body("versions[0].grants.products.hard", equalTo(true))
                .body("versions[0].grants.loyalty.on", equalTo(false))
                .body("versions[0].price.currency", equalTo("EUR"));
        show("standard")
                .body("versions[0].grants.products.most", equalTo(1_000))
                .body("versions[0].grants.loyalty.on", equalTo(true))
                .body("versions[0].trialDays", equalTo(14))
                .body("versions[0].afterTrial", equalTo("basic"));
        show("enterprise")
                .body("versions[0].grants.products", hasKey("most"))
                .body("versions[0].grants.products.most", nullValue())
                .body("versions[0].grants.'api-calls'.period", equalTo("MONTH"))
                .body("versions[0].grants.stores.most", equalTo(50));
        show("extra-products").body("kind", equalTo("ADD_ON")).body("versions[0].afterTrial", nullValue());
    }

    @Test
    void a_plan_goes_through_its_versions() {
        var key = newKey();
        admin().body(plan(key))
                .post(PLANS)
                .then()
                .statusCode(201)
                .header("Location", equalTo(PLANS + "/" + key))
                .header("ETag", equalTo("\"1\""))
                .body("kind", equalTo("PLAN"))
                .body("current", nullValue())
                .body("versions.status", contains("DRAFT"))
                .body("eventId", notNullValue());
        putDraft(key, draft(150)).statusCode(200).body("versions[0].grants.products.most", equalTo(150));
        publish(key, 1)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("current", equalTo(1))
                .body("versions[0].publishedAt", notNullValue());

        var published = show(key).extract().<Map<String, Object>>path("versions[0]");
        putDraft(key, draft(200)).statusCode(200).body("versions.status", contains("PUBLISHED", "DRAFT"));
        assertThat(show(key).extract().<Map<String, Object>>path("versions[0]")).isEqualTo(published);
        publish(key, 2).then().statusCode(200).body("current", equalTo(2));
        retire(key, 1)
                .then()
                .statusCode(200)
                .body("current", equalTo(2))
                .body("versions.status", contains("RETIRED", "PUBLISHED"));

        as(Role.BILLING)
                .get(PLANS + "/" + key + "/versions/2")
                .then()
                .statusCode(200)
                .body("number", equalTo(2))
                .body("grants.products.most", equalTo(200));
        admin().get(PLANS + "/" + key + "/versions/3")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_SUCH_PLAN_VERSION"));
        admin().get(PLANS + "/" + key + "/versions/x").then().statusCode(400);
        as(Role.AUDITOR)
                .get(PLANS + "/" + key + "/history")
                .then()
                .statusCode(200)
                .body("total", equalTo(6))
                .body(
                        "items.type",
                        contains(
                                "plan.retired",
                                "plan.published",
                                "plan.draft-begun",
                                "plan.published",
                                "plan.draft-changed",
                                "plan.created"))
                .body("items[0].reason", equalTo("because of a test"))
                .body("items[4].changes.path", contains("/versions/1/grants/products"))
                .body("items[4].changes[0].after.most", equalTo(150));
    }

    @Test
    void of_those_who_publish_the_same_draft_one_does() throws Exception {
        var key = created();
        var answers = together(8, () -> publish(key, 1));

        var statuses = answers.stream().map(answer -> answer.statusCode()).toList();
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(7);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 409)
                        .map(answer -> answer.<String>path("code")))
                .containsOnly("NOT_A_DRAFT");
        show(key).body("version", equalTo(2));
    }

    @Test
    void a_draft_says_what_it_is_based_on() {
        var key = created();
        admin().body(draft(5)).put(PLANS + "/" + key + "/draft").then().statusCode(428);
        admin().header("If-Match", "\"9\"")
                .body(draft(5))
                .put(PLANS + "/" + key + "/draft")
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));
        admin().header("If-Match", "\"9\"")
                .body(Map.of("reason", "r"))
                .post(PLANS + "/" + key + "/versions/1/publish")
                .then()
                .statusCode(412);
    }

    @Test
    void what_is_decided_for_tenants_says_why() {
        var key = created();
        for (var verb : List.of("publish", "retire")) {
            admin().body(Map.of())
                    .post(PLANS + "/" + key + "/versions/1/" + verb)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("REASON_REQUIRED"));
        }
    }

    @Test
    void an_empty_plan_is_not_published() {
        var key = newKey();
        var body = plan(key);
        body.put("grants", Map.of());
        admin().body(body).post(PLANS).then().statusCode(201);
        publish(key, 1).then().statusCode(409).body("code", equalTo("GRANTS_NOTHING"));
    }

    @Test
    void a_version_in_use_is_retired_only_when_that_is_meant() {
        var key = published();
        uses.use(key, 1, 3);
        retire(key, 1)
                .then()
                .statusCode(409)
                .body("code", equalTo("PLAN_IN_USE"))
                .body("tenants", equalTo(3));
        admin().body(Map.of("reason", "r", "evenInUse", true))
                .post(PLANS + "/" + key + "/versions/1/retire")
                .then()
                .statusCode(200)
                .body("current", nullValue());
        retire(key, 1).then().statusCode(409).body("code", equalTo("NOT_PUBLISHED"));
    }

    @Test
    void a_plan_that_trials_end_in_keeps_a_published_version() {
        var end = published();
        var body = plan(newKey());
        body.put("trialDays", 14);
        body.put("afterTrial", end);
        admin().body(body).post(PLANS).then().statusCode(201);
        publish(String.valueOf(body.get("key")), 1).then().statusCode(200);

        retire(end, 1)
                .then()
                .statusCode(409)
                .body("code", equalTo("PLAN_ENDS_TRIALS"))
                .body("plans", contains(body.get("key")));
        retire(String.valueOf(body.get("key")), 1).then().statusCode(200);
        retire(end, 1).then().statusCode(200);
    }

    /** The one publishes a plan whose trial ends in the plan that the other retires: not both. */
    @Test
    void a_trial_never_ends_in_nothing() throws Exception {
        for (var round = 0; round < 5; round++) {
            var end = published();
            var body = plan(newKey());
            body.put("trialDays", 14);
            body.put("afterTrial", end);
            admin().body(body).post(PLANS).then().statusCode(201);
            var turn = new AtomicInteger();
            var answers = together(
                    2,
                    () -> turn.getAndIncrement() == 0 ? publish(String.valueOf(body.get("key")), 1) : retire(end, 1));
            assertThat(answers.stream().map(answer -> answer.statusCode())).containsOnlyOnce(200);
        }
    }

    @Test
    void a_deprecated_feature_is_in_no_new_version() {
        var feature = newKey();
        admin().body(Map.of("key", feature, "name", "Fax", "kind", "SWITCH"))
                .post(FEATURES)
                .then()
                .statusCode(201);
        var body = plan(newKey());
        body.put("grants", Map.of(feature, Map.of("on", true)));
        admin().body(body).post(PLANS).then().statusCode(201);

        admin().header("If-Match", "*")
                .body(Map.of("name", "Fax", "deprecated", true))
                .put(FEATURES + "/" + feature)
                .then()
                .statusCode(200);
        publish(String.valueOf(body.get("key")), 1)
                .then()
                .statusCode(400)
                .body("code", equalTo("DEPRECATED_FEATURE"))
                .body("errors[0].pointer", equalTo("/grants/" + feature));
    }

    @Test
    void a_custom_package_is_for_one_tenant() {
        var tenant = UUID.randomUUID().toString();
        var body = plan(newKey());
        body.put("onlyFor", tenant);
        admin().body(body).post(PLANS).then().statusCode(201).body("onlyFor", equalTo(tenant));
        as(Role.PLATFORM_VIEWER)
                .get(PLANS + "?onlyFor=" + tenant)
                .then()
                .body("total", equalTo(1))
                .body("items.key", contains(body.get("key")));
        body.put("onlyFor", "somebody");
        admin().body(body).post(PLANS).then().statusCode(400).body("errors[0].pointer", equalTo("/onlyFor"));
    }

    @Test
    void they_are_found_by_kind_status_and_text_and_page_by_page() {
        var draft = created();
        as(Role.PLATFORM_VIEWER)
                .get(PLANS + "?kind=ADD_ON&limit=500")
                .then()
                .statusCode(200)
                .body("items.key", hasItems("extra-products", "extra-stores"))
                .body("items.key", not(hasItem("basic")));
        as(Role.PLATFORM_VIEWER)
                .get(PLANS + "?status=PUBLISHED&limit=500")
                .then()
                .body("items.key", hasItem("basic"))
                .body("items.key", not(hasItem(draft)));
        as(Role.PLATFORM_VIEWER).get(PLANS + "?q=ENTERP").then().body("items.key", contains("enterprise"));
        as(Role.PLATFORM_VIEWER).get(PLANS + "?q=%25").then().body("total", equalTo(0));
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = as(Role.PLATFORM_VIEWER)
                    .get(PLANS + "?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.key"));
            cursor = page.<String>path("next");
        }
        assertThat(seen)
                .contains("basic", "standard", "enterprise", "extra-products", "extra-stores", draft)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_dry_run_meets_the_same_rules_and_leaves_nothing() {
        var key = created();
        admin().body(Map.of("reason", "r"))
                .post(PLANS + "/" + key + "/versions/1/publish?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("versions.status", contains("PUBLISHED"));
        show(key).body("versions.status", contains("DRAFT")).body("version", equalTo(1));
        // Nor in what the service keeps in memory: the trial of another plan still cannot end in it.
        var other = plan(newKey());
        other.put("trialDays", 14);
        other.put("afterTrial", key);
        admin().body(other).post(PLANS).then().statusCode(201);
        publish(String.valueOf(other.get("key")), 1)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/afterTrial"))
                .body("code", equalTo("NOT_PUBLISHED"));
    }

    @Test
    void the_same_request_twice_happens_once() {
        var key = created();
        var idempotencyKey = UUID.randomUUID().toString();
        for (var turn = 0; turn < 2; turn++) {
            admin().header("Idempotency-Key", idempotencyKey)
                    .body(Map.of("reason", "r"))
                    .post(PLANS + "/" + key + "/versions/1/publish")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "grants     | null                                      | REQUIRED         | /grants",
                "grants     | {'products': null}                        | REQUIRED         | /grants/products",
                "grants     | {'products': {}}                          | REQUIRED         | /grants/products",
                "grants     | {'products': {'most': -1}}                | BELOW_ZERO       | /grants/products",
                "grants     | {'products': {'most': 1.5}}               | WRONG_TYPE       | /grants/products/most",
                "grants     | {'products': {'most': 99999999999999999999}} | WRONG_TYPE    | /grants/products/most",
                "grants     | {'products': {'hard': true}}              | REQUIRED         | /grants/products/most",
                "grants     | {'products': {'most': 1, 'much': 2}}      | UNKNOWN_FIELD    | /grants/products/much",
                "grants     | {'products': {'on': true}}                | WRONG_KIND       | /grants/products",
                "grants     | {'products': {'kind': 'DIAL'}}            | WRONG_TYPE       | /grants/products/kind",
                "grants     | {'loyalty': {'on': 'yes'}}                | WRONG_TYPE       | /grants/loyalty/on",
                "grants     | {'loyalty': {'kind': 'SWITCH'}}           | REQUIRED         | /grants/loyalty/on",
                "grants     | {'api-calls': {'amount': 5}}              | REQUIRED         | /grants/api-calls/period",
                "grants     | {'api-calls': {'amount': 5, 'period': 'WEEK'}} | WRONG_TYPE  | /grants/api-calls/period",
                "grants     | {'teleport/er': {'on': true}}             | UNKNOWN_FEATURE  | /grants/teleport~1er",
                "price      | {'minorUnits': 1, 'currency': 'EURO', 'interval': 'MONTH'} | UNKNOWN_CURRENCY |"
                        + " /price/currency",
                "price      | {'minorUnits': -1, 'currency': 'EUR', 'interval': 'MONTH'} | BELOW_ZERO |"
                        + " /price/minorUnits",
                "price      | {'minorUnits': 1, 'currency': 'EUR'}      | REQUIRED         | /price/interval",
                "trialDays  | 14                                        | REQUIRED         | /afterTrial",
                "trialDays  | -1                                        | OUT_OF_RANGE     | /trialDays",
                "afterTrial | 'basic'                                   | NO_TRIAL         | /afterTrial",
                "kind       | 'BUNDLE'                                  | INVALID_VALUE    | /kind",
                "name       | ''                                        | INVALID_NAME     | /name",
                "key        | 'No Key'                                  | INVALID_KEY      | /key",
                "colour     | 'red'                                     | UNKNOWN_FIELD    | /colour",
            })
    void what_makes_no_sense_is_refused(String field, String value, String code, String pointer) throws Exception {
        var body = plan(newKey());
        body.put(field, new ObjectMapper().readValue(value.replace('\'', '"'), Object.class));
        admin().body(body)
                .post(PLANS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var body = plan("No Key");
        body.put("grants", Map.of("products", Map.of("most", -1), "teleporter", Map.of("on", true)));
        admin().body(body)
                .post(PLANS)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.code", containsInAnyOrder("INVALID_KEY", "BELOW_ZERO", "UNKNOWN_FEATURE"));
    }

    @Test
    void a_key_belongs_to_one() {
        admin().body(plan("basic")).post(PLANS).then().statusCode(409).body("code", equalTo("PLAN_KEY_TAKEN"));
        admin().get(PLANS + "/nothing").then().statusCode(404).body("code", equalTo("PLAN_NOT_FOUND"));
        publish("nothing", 1).then().statusCode(404);
        admin().urlEncodingEnabled(false).get(PLANS + "/a%00b").then().statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void all_of_the_platform_see_them_and_only_an_admin_changes_them(Role role) {
        assertThat(as(role).get(PLANS).statusCode()).isEqualTo(role.isOfPlatform() ? 200 : 403);
        assertThat(as(role).body(plan(newKey())).post(PLANS + "?dryRun=true").statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        for (var verb : List.of("publish", "retire")) {
            assertThat(as(role).body(Map.of("reason", "r"))
                            .post(PLANS + "/nothing/versions/1/" + verb)
                            .statusCode())
                    .isEqualTo(role == Role.PLATFORM_ADMIN ? 404 : 403);
        }
        given().get(PLANS).then().statusCode(401);
    }
}
