package io.centercontrol.flags.promotion.http;

import static io.centercontrol.flags.changes.http.ChangeFixture.REQUESTS;
import static io.centercontrol.flags.changes.http.ChangeFixture.approve;
import static io.centercontrol.flags.changes.http.ChangeFixture.as;
import static io.centercontrol.flags.changes.http.ChangeFixture.definition;
import static io.centercontrol.flags.changes.http.ChangeFixture.flag;
import static io.centercontrol.flags.changes.http.ChangeFixture.hash;
import static io.centercontrol.flags.changes.http.ChangeFixture.showFlag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Flags as one flagd document: taken out, put in, compared. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class PromotionIT {
    private static final String IMPORT = "/api/v1/flags/import";
    private static final String EXPORT = "/api/v1/flags/export";

    private static final Map<String, Object> COLOURS =
            Map.of("state", "ENABLED", "variants", Map.of("red", "#f00", "blue", "#00f"), "defaultVariant", "red");

    @Inject
    DataPlane plane;

    @Test
    void what_is_taken_out_is_put_in_unchanged_and_taken_out_the_same() {
        var evaluator = name("e");
        var key = name("k");
        put(document(Map.of(key, on(evaluator)), Map.of(evaluator, ofPlan("staff"))), "")
                .statusCode(200);
        var sensitive = flag(true);
        var document = as("ann").get(EXPORT).then().statusCode(200).extract().asString();
        assertThat(document).contains(key, evaluator, sensitive, "\"cc.sensitive\":true");
        assertThat(document.indexOf("\"flags\"")).isPositive();
        put(document, "")
                .statusCode(200)
                .body("results.size()", equalTo(1))
                .body("results.UNCHANGED", notNullValue())
                .body("eventId", nullValue());
        assertThat(as("ann").get(EXPORT).asString()).isEqualTo(document);
        var compiled =
                as("ann").get(EXPORT + "?compiled=true").then().statusCode(200).extract();
        assertThat(compiled.asString()).doesNotContain("$ref").contains(key);
        put(compiled.asString(), "").statusCode(400).body("errors.pointer", contains("/metadata/cc.export"));
    }

    @Test
    void new_flags_are_created_and_others_changed_and_one_event_tells_that_all_are() {
        var evaluator = name("e");
        var fresh = name("a");
        var old = flag(false);
        var bystander = name("z");
        put(document(Map.of(bystander, on(evaluator)), Map.of(evaluator, ofPlan("staff"))), "")
                .statusCode(200);
        var flags = new TreeMap<String, Object>();
        flags.put(fresh, on(evaluator));
        flags.put(old, definition("on"));
        String last = as("ann")
                .header("Idempotency-Key", fresh)
                .body(document(flags, Map.of(evaluator, ofPlan("crew"))))
                .post(IMPORT + "?owner=basket&kind=OPERATIONAL&reason=promoted")
                .then()
                .statusCode(200)
                .body("results.CREATED", equalTo(1))
                .body("results.CHANGED", equalTo(2))
                .body("flags.key", contains(fresh, old, bystander))
                .body("flags.find { it.key == '" + old + "' }.changes.path", contains("/definition/defaultVariant"))
                .body(
                        "flags.find { it.key == '" + bystander + "' }.changes.path",
                        hasItem("/evaluators/" + evaluator + "/==/1"))
                .body("evaluators[0].result", equalTo("CHANGED"))
                .extract()
                .path("eventId");
        showFlag(fresh)
                .body("owner", equalTo("basket"))
                .body("kind", equalTo("OPERATIONAL"))
                .body("name", equalTo(fresh));
        showFlag(old).body("version", equalTo(2)).body("owner", equalTo("payments"));
        showFlag(bystander)
                .body("version", equalTo(2))
                .body("eventId", equalTo(last))
                .body("owner", equalTo("ann"));
    }

    @Test
    void a_dry_run_tells_how_many_would_get_another_value_and_leaves_nothing() {
        try (var platform = new PlatformFixture()) {
            var plan = name("p");
            platform.tenant(plane, plan);
            platform.tenant(plane, plan);
            var evaluator = name("e");
            var key = name("k");
            var sensitive = flag(true);
            var flags = Map.of(key, on(evaluator), sensitive, definition("on"));
            put(document(flags, Map.of(evaluator, ofPlan(plan))), "?dryRun=true")
                    .statusCode(200)
                    .body("dryRun", equalTo(true))
                    .body("eventId", nullValue())
                    .body("flags.find { it.key == '" + key + "' }.result", equalTo("CREATED"))
                    .body("flags.find { it.key == '" + sensitive + "' }.result", equalTo("REFUSED"))
                    .body("flags.find { it.key == '" + sensitive + "' }.refusal.code", equalTo("NEEDS_APPROVAL"));
            showFlag(key).statusCode(404);
            put(document(flags, Map.of(evaluator, ofPlan("nobody-has"))), "").statusCode(409);
            showFlag(key).statusCode(404);
            put(document(Map.of(key, on(evaluator)), Map.of(evaluator, ofPlan("nobody-has"))), "")
                    .statusCode(200);
            put(document(Map.of(key, on(evaluator)), Map.of(evaluator, ofPlan(plan))), "?dryRun=true")
                    .statusCode(200)
                    .body("flags[0].result", equalTo("CHANGED"))
                    .body("flags[0].tenants", equalTo(2));
        }
    }

    @Test
    void sensitive_flags_wait_for_another_person_or_break_the_glass() {
        var key = flag(true);
        var free = name("k");
        var document = document(Map.of(key, definition("on"), free, definition("on")), Map.of());
        put(document, "")
                .statusCode(409)
                .body("code", equalTo("NEEDS_APPROVAL"))
                .body("flags", contains(key));
        showFlag(free).statusCode(404);
        String id = put(document, "?sensitive=request&reason=promoted")
                .statusCode(200)
                .body("results.CREATED", equalTo(1))
                .body("results.REQUESTED", equalTo(1))
                .extract()
                .path("flags.find { it.key == '" + key + "' }.changeRequest");
        showFlag(key).body("version", equalTo(1));
        as("bob").get(REQUESTS + id).then().body("reason", equalTo("promoted")).body("author.id", equalTo("ann"));
        approve("ann", id, hash(id)).statusCode(409);
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPLIED"));
        put(document, "").statusCode(200).body("results.UNCHANGED", equalTo(2));

        var other = document(Map.of(key, definition("off")), Map.of());
        put(other, "?breakGlass=true&reason=short").statusCode(400).body("code", equalTo("REASON_TOO_SHORT"));
        put(other, "?breakGlass=true&reason=the+shop+is+down+and+nobody+is+here")
                .statusCode(200)
                .body("results.CHANGED", equalTo(1));
        as("ann")
                .get("/api/v1/flags/" + key + "/history")
                .then()
                .body("items[0].type", equalTo("flag.changed-by-break-glass"));
    }

    @Test
    void a_shared_evaluator_of_a_sensitive_flag_waits_for_nobody_and_is_refused() {
        var evaluator = name("e");
        var key = name("k");
        var sensitive = new TreeMap<String, Object>(on(evaluator));
        sensitive.put("metadata", Map.of("cc.sensitive", true));
        put(document(Map.of(key, sensitive), Map.of(evaluator, ofPlan("staff"))), "")
                .statusCode(200);
        put(document(Map.of(), Map.of(evaluator, ofPlan("crew"))), "?sensitive=request")
                .statusCode(409)
                .body("code", equalTo("NEEDS_APPROVAL"))
                .body("flags", contains(key));
        showFlag(key).body("version", equalTo(1));
        as("ann").get("/api/v1/flag-evaluators/" + evaluator).then().body("version", equalTo(1));
    }

    @Test
    void what_is_missing_is_left_alone_unless_it_is_pruned() {
        var kept = name("k");
        var gone = name("g");
        put(document(Map.of(kept, definition("on"), gone, definition("on")), Map.of()), "")
                .statusCode(200);
        var document = document(Map.of(kept, definition("on")), Map.of());
        put(document, "").statusCode(200).body("flags.key", contains(kept));
        put(document, "?prune=archive&dryRun=true")
                .statusCode(200)
                .body("flags.find { it.key == '" + gone + "' }.result", equalTo("ARCHIVED"))
                .body("flags.find { it.key == '" + kept + "' }.result", equalTo("UNCHANGED"));
        showFlag(gone).body("archived", equalTo(false));
        put(document, "?prune=all").statusCode(400);
        // All that other tests made stays, since it is in the document.
        Map<String, Object> all = as("ann").get(EXPORT).jsonPath().getMap("");
        var others = new TreeMap<>((Map<String, ?>) all.get("flags"));
        others.remove(gone);
        all.put("flags", others);
        put(all, "?prune=archive").statusCode(200).body("results.ARCHIVED", equalTo(1));
        showFlag(gone).body("archived", equalTo(true));
        showFlag(kept).body("archived", equalTo(false));
        put(document(Map.of(gone, definition("off")), Map.of()), "").body("results.CHANGED", equalTo(1));
        showFlag(gone).body("archived", equalTo(false)).body("definition.defaultVariant", equalTo("off"));
    }

    @Test
    void a_flag_without_an_off_variant_is_kept_with_a_warning_and_has_no_kill_switch_until_one_is_named() {
        var key = name("k");
        var document = document(Map.of(key, COLOURS), Map.of());
        put(document, "?dryRun=true").statusCode(200).body("warnings.code", contains("NO_OFF_VARIANT"));
        put(document, "")
                .statusCode(200)
                .body("results.CREATED", equalTo(1))
                .body("warnings.pointer", contains("/flags/" + key + "/metadata/cc.offVariant"));
        showFlag(key).statusCode(200).body("offVariant", nullValue());
        var killed = Map.of("everyone", true, "reason", "it hurts");
        as("ann")
                .body(killed)
                .post("/api/v1/flags/" + key + "/kill-switches")
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_OFF_VARIANT"))
                .body("variants", contains("blue", "red"));
        as("ann").get(EXPORT).then().body("flags.'" + key + "'.metadata.'cc.offVariant'", equalTo(""));

        var named = new TreeMap<String, Object>(COLOURS);
        named.put("metadata", Map.of("cc.offVariant", "red"));
        put(document(Map.of(key, named), Map.of()), "").statusCode(200).body("warnings", empty());
        as("ann")
                .body(killed)
                .post("/api/v1/flags/" + key + "/kill-switches")
                .then()
                .statusCode(201);
        var others = Map.of("state", "ENABLED", "variants", Map.of("a", "x", "b", "y"), "defaultVariant", "a");
        put(document(Map.of(key, others), Map.of()), "")
                .statusCode(400)
                .body("errors.pointer", contains("/flags/" + key + "/metadata/cc.offVariant"));
    }

    @Test
    void what_is_wrong_is_told_by_its_place_and_changes_nothing() {
        var fine = name("a");
        var key = name("k");
        put(document(Map.of(fine, definition("on"), key, definition("maybe")), Map.of()), "")
                .statusCode(400)
                .body("errors.pointer", contains("/flags/" + key + "/defaultVariant"));
        showFlag(fine).statusCode(404);
        var misnamed = new TreeMap<String, Object>(COLOURS);
        misnamed.put("metadata", Map.of("cc.offVariant", "green"));
        put(document(Map.of(fine, definition("on"), key, misnamed), Map.of()), "")
                .statusCode(400)
                .body("errors.pointer", contains("/flags/" + key + "/metadata/cc.offVariant"));
        put(document(Map.of(fine, definition("on"), "no key ", definition("on")), Map.of()), "")
                .statusCode(400)
                .body("errors.pointer", contains("/flags/no key "));
        showFlag(fine).statusCode(404);
        put("{\"flags\":{}} and more", "").statusCode(400);
        put("", "").statusCode(400);
        as("ann")
                .body("{\"flags\":{},\"x\":\"" + "y".repeat(1_000_000) + "\"}")
                .post(IMPORT)
                .then()
                .statusCode(413);
    }

    @Test
    void many_flags_are_put_in_at_once() {
        var flags = new TreeMap<String, Object>();
        for (var i = 0; i < 1_000; i++) {
            flags.put(name("m"), definition(i % 2 == 0 ? "on" : "off"));
        }
        put(document(flags, Map.of()), "").statusCode(200).body("results.CREATED", equalTo(1_000));
        put(document(flags, Map.of()), "").statusCode(200).body("results.UNCHANGED", equalTo(1_000));
    }

    private static ValidatableResponse put(Object document, String query) {
        return as("ann").body(document).post(IMPORT + query).then();
    }

    private static Map<String, Object> document(Map<String, ?> flags, Map<String, ?> evaluators) {
        return Map.of("flags", flags, "$evaluators", evaluators);
    }

    /** On where an evaluator says so. */
    private static Map<String, Object> on(String evaluator) {
        return Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("on", true, "off", false),
                "defaultVariant",
                "off",
                "targeting",
                Map.of("if", List.of(Map.of("$ref", evaluator), "on", "off")));
    }

    private static Map<String, Object> ofPlan(String plan) {
        return Map.of("==", List.of(Map.of("var", "plan"), plan));
    }

    private static String name(String first) {
        return first + UUID.randomUUID().toString().substring(0, 13);
    }
}
