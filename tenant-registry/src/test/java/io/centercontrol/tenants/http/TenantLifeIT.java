package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.move;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an operator does with a tenant, through the REST door and down to PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class TenantLifeIT {
    @Test
    void registers_with_defaults() {
        var slug = newSlug();
        operator()
                .body(Map.of("slug", slug, "name", "Ada's Shop"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", containsString("/api/v1/tenants/"))
                .body("slug", equalTo(slug))
                .body("kind", equalTo("LIVE"))
                .body("status", equalTo("PROVISIONING"))
                .body("allowedOperations", empty())
                .body("hosts", contains(slug + ".shops.localhost"))
                .body("currency", equalTo("USD"))
                .body("version", equalTo(1))
                .body("eventId", notNullValue());
    }

    @Test
    void a_slug_belongs_to_one_tenant() {
        var slug = newSlug();
        registered(slug);

        operator()
                .body(Map.of("slug", slug, "name", "Second"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("SLUG_TAKEN"));
    }

    @Test
    void a_primary_domain_is_one_that_leads_to_the_tenant() {
        operator()
                .body(Map.of("slug", newSlug(), "name", "First", "primaryDomain", "shop.example.com"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("DOMAIN_NOT_VERIFIED"));
    }

    @Test
    void is_suspended_and_reinstated() {
        var id = registered();

        move(id, "suspend")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("status", equalTo("SUSPENDED"))
                .body("statusReason", equalTo("because of a test"))
                .body("allowedOperations", contains("BACKOFFICE_READ", "EXPORT"));
        move(id, "suspend")
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_MOVE"))
                .body("status", equalTo(409))
                .body("tenantStatus", equalTo("SUSPENDED"))
                .body("legalMoves", contains("disable", "reinstate", "schedule-deletion"));
        move(id, "reinstate")
                .statusCode(200)
                .body("status", equalTo("PROVISIONING"))
                .body("statusReason", nullValue());
        show(id).statusCode(200).header("ETag", "\"3\"").body("version", equalTo(3));
    }

    @Test
    void a_patch_needs_the_version_it_is_based_on() {
        var id = registered();
        var patch = Map.of("name", "New name", "labels", Map.of("tier", "gold"));

        patch(id, null, patch).statusCode(428).body("code", equalTo("IF_MATCH_REQUIRED"));
        patch(id, "\"1\"", patch)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("New name"))
                .body("labels.tier", equalTo("gold"));
        patch(id, "\"1\"", Map.of("name", "Other"))
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"))
                .body("actualVersion", equalTo(2));
        patch(id, "\"2\"", "{\"labels\":{\"tier\":null}}")
                .statusCode(200)
                .body("labels.tier", nullValue())
                .body("name", equalTo("New name"));
        patch(id, "\"3\"", Map.of("name", "New name")).statusCode(200).body("version", equalTo(3));
    }

    @Test
    void the_version_that_a_patch_is_based_on_is_one_of_a_list_and_never_weak() {
        var id = registered();
        patch(id, "\"7\", \"1\"", Map.of("name", "Of a list")).statusCode(200).body("version", equalTo(2));
        patch(id, "W/\"2\"", Map.of("name", "Weak")).statusCode(412).body("code", equalTo("STALE_VERSION"));
        patch(id, "\"7\", \"1\"", Map.of("name", "Stale"))
                .statusCode(412)
                .body("expectedVersions", contains(7, 1))
                .body("actualVersion", equalTo(2));
        patch(id, "2", Map.of("name", "No tag")).statusCode(400).body("code", equalTo("INVALID_IF_MATCH"));
        operator()
                .header("If-Match", "\"7\"", "\"2\"")
                .contentType("application/merge-patch+json")
                .body(Map.of("name", "Two lines"))
                .patch("/api/v1/tenants/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
    }

    @Test
    void a_stale_move_is_refused_only_when_the_caller_asks_for_it() {
        var id = registered();
        operator()
                .header("If-Match", "\"9\"")
                .body(Map.of("reason", "r"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(412);
        show(id).body("status", equalTo("PROVISIONING"));
    }

    @Test
    void the_same_key_and_body_happen_once() {
        var key = UUID.randomUUID().toString();
        var body = Map.of("slug", newSlug(), "name", "Once");
        var first = register(key, body).statusCode(201).extract();
        var second = register(key, body)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract();

        org.assertj.core.api.Assertions.assertThat(second.<String>path("id")).isEqualTo(first.<String>path("id"));
        org.assertj.core.api.Assertions.assertThat(second.<String>path("eventId"))
                .isEqualTo(first.<String>path("eventId"));
        register(key, Map.of("slug", newSlug(), "name", "Other"))
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_refused_request_may_be_tried_again_with_its_key() {
        var key = UUID.randomUUID().toString();
        var slug = newSlug();
        var id = registered(slug);
        register(key, Map.of("slug", slug, "name", "Taken")).statusCode(409);
        register(key, Map.of("slug", newSlug(), "name", "Free")).statusCode(201);
        show(id).statusCode(200);
    }

    @Test
    void a_dry_run_says_what_would_happen_and_saves_nothing() {
        var id = registered();
        operator()
                .queryParam("dryRun", true)
                .body(Map.of("reason", "r"))
                .post("/api/v1/tenants/" + id + "/suspend")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("status", equalTo("SUSPENDED"))
                .body("eventId", nullValue());
        show(id).body("status", equalTo("PROVISIONING")).body("version", equalTo(1));
    }

    @Test
    void history_and_as_of_tell_the_same_story() throws InterruptedException {
        var id = registered();
        String before = show(id).extract().path("updatedAt");
        Thread.sleep(5);
        move(id, "suspend").statusCode(200);

        operator()
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.type", contains("tenant.suspended", "tenant.registered"))
                .body("items[0].reason", equalTo("because of a test"))
                .body("items[0].actor.id", notNullValue())
                .body("items[0].changes.path", hasItem("/status"));
        operator()
                .queryParam("limit", 1)
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items", hasSize(1))
                .body("next", notNullValue());
        operator()
                .queryParam("at", before)
                .get("/api/v1/tenants/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("status", equalTo("PROVISIONING"));
        operator()
                .queryParam("at", "2020-01-01T00:00:00Z")
                .get("/api/v1/tenants/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_DID_NOT_EXIST"));
    }

    @Test
    void pages_never_repeat_or_skip() {
        var label = UUID.randomUUID().toString();
        for (var i = 0; i < 5; i++) {
            operator()
                    .body(Map.of("slug", newSlug(), "name", "N" + i % 2, "labels", Map.of("run", label)))
                    .post("/api/v1/tenants")
                    .then()
                    .statusCode(201);
        }
        for (var sort : List.of("createdAt", "-createdAt", "name", "-name", "slug", "-updatedAt")) {
            var seen = new java.util.ArrayList<String>();
            String cursor = null;
            do {
                var request = operator()
                        .queryParam("label", "run=" + label)
                        .queryParam("sort", sort)
                        .queryParam("limit", 2);
                if (cursor != null) {
                    request.queryParam("cursor", cursor);
                }
                var page = request.get("/api/v1/tenants")
                        .then()
                        .statusCode(200)
                        .body("total", equalTo(5))
                        .extract();
                seen.addAll(page.<List<String>>path("items.id"));
                cursor = page.path("next");
            } while (cursor != null);
            org.assertj.core.api.Assertions.assertThat(seen).as(sort).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void search_finds_words_by_their_beginning() {
        var word = "zebra" + UUID.randomUUID().toString().substring(0, 8);
        operator()
                .body(Map.of(
                        "slug",
                        newSlug(),
                        "name",
                        "The " + word + "'s & co",
                        "contacts",
                        List.of(Map.of("name", "Ada", "email", word + "@example.org"))))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
        for (var q : List.of(word, word.substring(0, 9), "THE " + word.toUpperCase(), word + "@exam")) {
            operator().queryParam("q", q).get("/api/v1/tenants").then().body("total", equalTo(1));
        }
        for (var q : List.of("x" + word, "' | ''", "qqqq:*zzzz & !xxxx", "\\")) {
            operator()
                    .queryParam("q", q)
                    .get("/api/v1/tenants")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(0));
        }
    }

    @Test
    void resolves_by_host_slug_and_id() {
        var slug = newSlug();
        var id = registered(slug);
        for (var by : List.of(
                Map.of("host", slug.toUpperCase() + ".Shops.Localhost:8090"), Map.of("slug", slug), Map.of("id", id))) {
            operator()
                    .queryParams(by)
                    .get("/api/v1/resolve")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(id));
        }
        operator()
                .queryParam("slug", "nobody-has-it")
                .get("/api/v1/resolve")
                .then()
                .statusCode(404);
        operator()
                .queryParam("slug", slug)
                .queryParam("id", id)
                .get("/api/v1/resolve")
                .then()
                .statusCode(400)
                .body("code", equalTo("ONE_OF_REQUIRED"));
    }

    @Test
    void many_are_suspended_together_and_previewed_first() {
        var region = "r" + UUID.randomUUID().toString().substring(0, 8);
        for (var i = 0; i < 3; i++) {
            operator()
                    .body(Map.of("slug", newSlug(), "name", "N", "region", region))
                    .post("/api/v1/tenants")
                    .then()
                    .statusCode(201);
        }
        var id = operator()
                .queryParam("region", region)
                .get("/api/v1/tenants")
                .then()
                .extract()
                .<String>path("items[0].id");
        move(id, "disable").statusCode(200);
        var filter = Map.of("region", region);

        operator()
                .queryParam("dryRun", true)
                .body(Map.of("filter", filter, "reason", "incident"))
                .post("/api/v1/tenants/suspend")
                .then()
                .statusCode(200)
                .body("matched", equalTo(3))
                .body("suspended", hasSize(2))
                .body("left.code", contains("ILLEGAL_MOVE"));
        operator()
                .queryParam("region", region)
                .queryParam("status", "SUSPENDED")
                .get("/api/v1/tenants")
                .then()
                .body("total", equalTo(0));
        operator()
                .body(Map.of("filter", filter, "reason", "incident", "expected", 2))
                .post("/api/v1/tenants/suspend")
                .then()
                .statusCode(409)
                .body("code", equalTo("OTHER_NUMBER_MATCHES"));
        operator()
                .body(Map.of("filter", filter, "reason", "incident", "expected", 3))
                .post("/api/v1/tenants/suspend")
                .then()
                .statusCode(200)
                .body("suspended.status", contains("SUSPENDED", "SUSPENDED"))
                .body("suspended.eventId", hasSize(2));
        operator()
                .body(Map.of("filter", Map.of(), "reason", "all of them"))
                .post("/api/v1/tenants/suspend")
                .then()
                .statusCode(400)
                .body("code", equalTo("FILTER_REQUIRED"));
    }

    private static io.restassured.response.ValidatableResponse register(String key, Object body) {
        return operator()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/tenants")
                .then();
    }

    private static io.restassured.response.ValidatableResponse patch(
            String id, @org.jspecify.annotations.Nullable String ifMatch, Object patch) {
        var request = operator().contentType("application/merge-patch+json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(patch).patch("/api/v1/tenants/" + id).then();
    }
}
