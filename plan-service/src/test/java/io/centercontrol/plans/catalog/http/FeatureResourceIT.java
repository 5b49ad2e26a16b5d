package io.centercontrol.plans.catalog.http;

import static io.centercontrol.plans.catalog.http.CatalogFixture.FEATURES;
import static io.centercontrol.plans.catalog.http.CatalogFixture.admin;
import static io.centercontrol.plans.catalog.http.CatalogFixture.as;
import static io.centercontrol.plans.catalog.http.CatalogFixture.newKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What plans can grant: created, revised, found. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class FeatureResourceIT {
    @Test
    void the_features_of_commerce_are_there_from_the_first_start_on() {
        as(Role.PLATFORM_VIEWER)
                .get(FEATURES + "?limit=500")
                .then()
                .statusCode(200)
                .body(
                        "items.key",
                        hasItems(
                                "products",
                                "stores",
                                "staff",
                                "multi-store",
                                "integrations",
                                "pos",
                                "loyalty",
                                "promotions",
                                "api-calls"));
        show("products").body("kind", equalTo("LIMIT")).body("unit", equalTo("product"));
        show("loyalty").body("kind", equalTo("SWITCH")).body("unit", nullValue());
        show("api-calls").body("kind", equalTo("METER")).body("deprecated", equalTo(false));
    }

    @Test
    void one_is_created_and_revised() {
        var key = newKey();
        admin().body(Map.of("key", key, "name", "Domains", "kind", "LIMIT", "unit", "domain", "reason", "new"))
                .post(FEATURES)
                .then()
                .statusCode(201)
                .header("Location", equalTo(FEATURES + "/" + key))
                .header("ETag", equalTo("\"1\""))
                .body("key", equalTo(key))
                .body("version", equalTo(1))
                .body("eventId", notNullValue());

        var body = revision("Own domains", "domain", true);
        put(key, "\"1\"", body)
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("name", equalTo("Own domains"))
                .body("deprecated", equalTo(true));
        put(key, "\"2\"", body).statusCode(200).body("version", equalTo(2));
        put(key, "\"1\"", body).statusCode(412).body("code", equalTo("STALE_VERSION"));
        admin().body(body).put(FEATURES + "/" + key).then().statusCode(428);

        as(Role.AUDITOR)
                .get(FEATURES + "/" + key + "/history?limit=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("next", notNullValue())
                .body("items[0].type", equalTo("feature.revised"))
                .body("items[0].reason", equalTo("because of a test"))
                .body("items[0].changes.path", equalTo(List.of("/name", "/deprecated")));
    }

    @Test
    void a_key_belongs_to_one() {
        var body = Map.of("key", "products", "name", "Products", "kind", "SWITCH");
        admin().body(body).post(FEATURES).then().statusCode(409).body("code", equalTo("FEATURE_KEY_TAKEN"));
    }

    @Test
    void the_same_request_twice_happens_once() {
        var body = Map.of("key", newKey(), "name", "Once", "kind", "SWITCH");
        var idempotencyKey = UUID.randomUUID().toString();
        var first = admin().header("Idempotency-Key", idempotencyKey).body(body).post(FEATURES);
        var second =
                admin().header("Idempotency-Key", idempotencyKey).body(body).post(FEATURES);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.<String>path("eventId")).isEqualTo(first.<String>path("eventId"));
    }

    @Test
    void a_dry_run_leaves_nothing() {
        var key = newKey();
        admin().body(Map.of("key", key, "name", "Dry", "kind", "SWITCH"))
                .post(FEATURES + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("key", equalTo(key))
                .body("eventId", nullValue());
        admin().get(FEATURES + "/" + key).then().statusCode(404).body("code", equalTo("FEATURE_NOT_FOUND"));
    }

    @Test
    void they_are_found_by_kind_and_page_by_page() {
        as(Role.BILLING)
                .get(FEATURES + "?kind=METER&limit=500")
                .then()
                .body("items.kind", everyItem(equalTo("METER")))
                .body("items.key", hasItem("api-calls"));
        as(Role.BILLING)
                .get(FEATURES + "?deprecated=true&limit=500")
                .then()
                .body("items.deprecated", everyItem(equalTo(true)))
                .body("items.key", not(hasItem("products")));
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = as(Role.PLATFORM_VIEWER)
                    .get(FEATURES + "?kind=SWITCH&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.key"));
            assertThat(page.<Integer>path("total")).isGreaterThanOrEqualTo(5);
            cursor = page.<String>path("next");
        }
        assertThat(seen).contains("loyalty", "promotions", "pos").doesNotHaveDuplicates();
        admin().get(FEATURES + "?kind=NOTHING").then().statusCode(400);
        admin().get(FEATURES + "?cursor=nonsense").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "key,  Not A Key, INVALID_KEY",
        "key,  ,          REQUIRED",
        "name, ,          REQUIRED",
        "name, ' ',       INVALID_NAME",
        "kind, ,          REQUIRED",
        "kind, DIAL,      INVALID_VALUE",
        "unit, piece,     NO_UNIT",
        "more, red,       UNKNOWN_FIELD",
    })
    void what_makes_no_sense_is_refused(String field, @Nullable String value, String code) {
        var body =
                new HashMap<String, @Nullable Object>(Map.of("key", newKey(), "name", "A feature", "kind", "SWITCH"));
        body.put(field, value);
        admin().body(body)
                .post(FEATURES)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo("/" + field));
    }

    @Test
    void neither_key_nor_kind_ever_changes() {
        var body = revision("Loyalty programme", null, false);
        body.put("kind", "LIMIT");
        put("loyalty", "*", body).statusCode(400).body("code", equalTo("UNKNOWN_FIELD"));
        put("products", "*", revision("Products", null, false))
                .statusCode(400)
                .body("code", equalTo("REQUIRED"))
                .body("errors[0].pointer", equalTo("/unit"));
        put("nothing", "*", revision("Nothing", null, false)).statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void all_of_the_platform_see_them_and_only_an_admin_changes_them(Role role) {
        assertThat(as(role).get(FEATURES).statusCode()).isEqualTo(role.isOfPlatform() ? 200 : 403);
        assertThat(as(role).body(Map.of("key", newKey(), "name", "R", "kind", "SWITCH"))
                        .post(FEATURES + "?dryRun=true")
                        .statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        given().get(FEATURES).then().statusCode(401);
    }

    private static Map<String, @Nullable Object> revision(String name, @Nullable String unit, boolean deprecated) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("name", name);
        body.put("unit", unit);
        body.put("deprecated", deprecated);
        body.put("reason", "because of a test");
        return body;
    }

    private static ValidatableResponse put(String key, String ifMatch, Map<String, @Nullable Object> body) {
        return admin().header("If-Match", ifMatch)
                .body(body)
                .put(FEATURES + "/" + key)
                .then();
    }

    private static ValidatableResponse show(String key) {
        return as(Role.PLATFORM_VIEWER).get(FEATURES + "/" + key).then().statusCode(200);
    }
}
