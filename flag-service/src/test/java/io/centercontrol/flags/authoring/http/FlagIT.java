package io.centercontrol.flags.authoring.http;

import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.create;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.kill;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.onForPlan;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.centercontrol.flags.authoring.http.FlagFixture.put;
import static io.centercontrol.flags.authoring.http.FlagFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Flags through their REST door: created, changed, found, archived, and what is refused. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagIT {
    @Test
    void one_is_created_changed_and_looked_at() {
        var key = newKey();
        create(body(key, onOff(null)))
                .statusCode(201)
                .header("Location", equalTo(FLAGS + "/" + key))
                .header("ETag", equalTo("\"1\""))
                .body("type", equalTo("BOOLEAN"))
                .body("offVariant", equalTo("off"))
                .body("lifetimeDays", equalTo(40))
                .body("staleAt", notNullValue())
                .body("eventId", notNullValue())
                .body("effects", nullValue())
                .body("changes.path", hasItem("/definition/variants"));

        var body = body(null, onOff(onForPlan("enterprise")));
        body.put("description", "Whether the new checkout is shown.");
        body.put("tags", List.of("checkout", "2026"));
        operator().body(body).put(FLAGS + "/" + key).then().statusCode(428);
        operator()
                .header("If-Match", "\"7\"")
                .body(body)
                .put(FLAGS + "/" + key)
                .then()
                .statusCode(412)
                .body("actualVersion", equalTo(1));
        operator()
                .header("If-Match", "\"1\"")
                .body(body)
                .put(FLAGS + "/" + key)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("changes.path", contains("/description", "/tags", "/definition/targeting"));

        put(key, "", body).statusCode(200).body("version", equalTo(2)).body("changes", hasSize(0));
        show(key)
                .header("ETag", equalTo("\"2\""))
                .body("definition.targeting.if[1]", equalTo("on"))
                .body("compiled.metadata.attributes", equalTo("plan"))
                .body("tags", contains("2026", "checkout"));
        as(Role.AUDITOR)
                .get(FLAGS + "/" + key + "/history")
                .then()
                .statusCode(200)
                .body("items.type", contains("flag.changed", "flag.created"))
                .body("items[0].actor.id", equalTo("platform-operator"))
                .body("items[0].changes[0].path", equalTo("/description"))
                .body("items[0].changes[0].after", startsWith("Whether"));
    }

    @Test
    void a_flag_of_no_stated_kind_is_one_of_a_release() {
        var key = newKey();
        var body = body(key, onOff(null));
        body.remove("kind");
        create(body).statusCode(201).body("kind", equalTo("RELEASE")).body("lifetimeDays", equalTo(40));
    }

    @Test
    void a_key_that_no_database_takes_is_refused() {
        create(body("a\0b", onOff(null))).statusCode(400).body("errors[0].pointer", equalTo("/key"));
    }

    @Test
    void what_is_wrong_with_a_definition_is_told_by_its_place() {
        var cases = new ArrayList<Map.Entry<String, Map<String, ?>>>();
        var mixed = new TreeMap<String, Object>(Map.of("a", true, "b", 1));
        cases.add(Map.entry("/definition/variants/b", Map.of("variants", mixed, "defaultVariant", "a")));
        cases.add(Map.entry("/definition/defaultVariant", Map.of("defaultVariant", "none")));
        cases.add(Map.entry("/definition/state", Map.of("state", "ON")));
        cases.add(Map.entry("/definition/targeting/if/1", Map.of("targeting", Map.of("if", List.of(true, "blue")))));
        cases.add(Map.entry("/definition/targeting/nonsense", Map.of("targeting", Map.of("nonsense", List.of()))));
        cases.add(Map.entry("/definition/targeting/$ref", Map.of("targeting", Map.of("$ref", "nobody"))));
        for (var wrong : cases) {
            var key = newKey();
            var definition = onOff(null);
            definition.putAll(wrong.getValue());
            create(body(key, definition)).statusCode(400).body("errors.pointer", hasItem(wrong.getKey()));
            as(Role.PLATFORM_VIEWER).get(FLAGS + "/" + key).then().statusCode(404);
        }
    }

    @Test
    void weights_that_make_no_sense_are_refused_with_their_place() {
        var definition = onOff(Map.of("fractional", List.of(List.of("on", -10), List.of("off", 90))));
        create(body(newKey(), definition))
                .statusCode(400)
                .body("errors[0].pointer", startsWith("/definition/targeting/fractional/"));
    }

    @Test
    void a_definition_that_is_too_large_or_too_deep_is_refused() {
        var large = onOff(null);
        large.put("metadata", Map.of("text", "x".repeat(300_000)));
        create(body(newKey(), large))
                .statusCode(400)
                .body("code", equalTo("TOO_LARGE"))
                .body("errors[0].pointer", equalTo("/definition"));

        var huge = onOff(null);
        huge.put("metadata", Map.of("text", "x".repeat(1_100_000)));
        create(body(newKey(), huge)).statusCode(413);

        for (var levels : List.of(200, 10_000)) {
            var deep = "{\"!\":[".repeat(levels / 2) + "true" + "]}".repeat(levels / 2);
            var json = "{\"key\":\"" + newKey() + "\",\"name\":\"Deep\",\"kind\":\"RELEASE\",\"owner\":\"me\","
                    + "\"definition\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"targeting\":"
                    + deep
                    + "}}";
            operator()
                    .body(json)
                    .post(FLAGS)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", startsWith("/definition"));
        }
    }

    @Test
    void other_values_are_checked_all_at_once() {
        var body = body("no\nkey", onOff(null));
        body.put("name", " ");
        body.put("tags", List.of("Not A Tag"));
        body.put("lifetimeDays", -1);
        create(body).statusCode(400).body("errors.pointer", contains("/key", "/name", "/tags", "/lifetimeDays"));

        create(body(newKey(), Map.of("state", "ENABLED", "variants", Map.of("a", "A", "b", "B"))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/offVariant"));
        operator()
                .body(Map.of("key", newKey()))
                .post(FLAGS)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/definition"));
    }

    @Test
    void numbers_keep_their_digits() {
        var key = newKey();
        var json = "{\"key\":\"" + key
                + "\",\"name\":\"Numbers\",\"kind\":\"OPERATIONAL\",\"owner\":\"me\",\"offVariant\":"
                + "\"low\",\"definition\":{\"state\":\"ENABLED\",\"variants\":{\"low\":0.1,\"high\":9007199254740991},"
                + "\"defaultVariant\":\"low\"}}";
        operator().body(json).post(FLAGS).then().statusCode(201);
        var text = as(Role.PLATFORM_VIEWER).get(FLAGS + "/" + key).asString();
        assertThat(text).contains("\"low\":0.1").contains("9007199254740991");
        show(key).body("lifetimeDays", equalTo(0)).body("staleAt", nullValue());
    }

    @Test
    void a_key_is_given_once() throws Exception {
        var key = newKey();
        var body = body(key, onOff(null));
        var answers = together(4, () -> create(body).extract().statusCode());
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);

        operator().delete(FLAGS + "/" + key + "?reason=test").then().statusCode(200);
        create(body).statusCode(409).body("code", equalTo("FLAG_KEY_TAKEN"));
    }

    @Test
    void of_two_who_change_the_same_version_one_has_changed_it() throws Exception {
        var key = created(null);
        var body = body(null, onOff(onForPlan("basic")));
        var answers = together(
                2,
                () -> operator()
                        .header("If-Match", "\"1\"")
                        .body(body)
                        .put(FLAGS + "/" + key)
                        .statusCode());
        assertThat(answers).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void the_same_request_again_gets_the_same_answer() {
        var key = newKey();
        var id = UUID.randomUUID().toString();
        var body = body(key, onOff(null));
        for (var i = 0; i < 2; i++) {
            operator()
                    .header("Idempotency-Key", id)
                    .body(body)
                    .post(FLAGS)
                    .then()
                    .statusCode(201)
                    .body("definition.variants.on", equalTo(true))
                    .body("version", equalTo(1));
        }
        body.put("name", "Another");
        operator().header("Idempotency-Key", id).body(body).post(FLAGS).then().statusCode(422);
    }

    @Test
    void an_archived_one_is_out_of_sight_until_it_is_restored() {
        var key = created(onForPlan("basic"));
        var owner = "owner-" + key;
        var body = body(null, onOff(onForPlan("basic")));
        body.put("owner", owner);
        put(key, "", body).statusCode(200);

        operator().delete(FLAGS + "/" + key).then().statusCode(400).body("code", equalTo("REASON_REQUIRED"));
        operator()
                .delete(FLAGS + "/" + key + "?reason=test")
                .then()
                .statusCode(200)
                .body("archived", equalTo(true))
                .body("compiled.state", equalTo("DISABLED"))
                .body("compiled", not(hasKey("targeting")));
        operator().delete(FLAGS + "/" + key + "?reason=test").then().statusCode(409);
        put(key, "", body(null, onOff(null))).statusCode(409).body("code", equalTo("FLAG_ARCHIVED"));
        kill(key, "", Map.of("everyone", true)).statusCode(409).body("code", equalTo("FLAG_ARCHIVED"));
        find("owner=" + owner, 0);
        find("owner=" + owner + "&archived=true", 1);

        operator()
                .body(Map.of("reason", "a test"))
                .post(FLAGS + "/" + key + "/restore")
                .then()
                .statusCode(200)
                .body("archived", equalTo(false))
                .body("compiled.targeting.if[1]", equalTo("on"));
        find("owner=" + owner, 1);
    }

    @Test
    void they_are_found_by_what_they_are() {
        var owner = "owner-" + newKey();
        var keys = List.of(newKey(), newKey(), newKey());
        for (var i = 0; i < 3; i++) {
            var body = body(keys.get(i), onOff(null));
            body.put("owner", owner);
            body.put("kind", i == 0 ? "PERMISSION" : "RELEASE");
            body.put("sensitive", i == 1);
            body.put("tags", i == 2 ? List.of("t-" + keys.get(2)) : List.of());
            create(body).statusCode(201);
        }
        kill(keys.get(1), "", Map.of("everyone", true)).statusCode(201);
        find("owner=" + owner, 3);
        find("owner=" + owner + "&kind=PERMISSION", 1);
        find("owner=" + owner + "&sensitive=true", 1);
        find("owner=" + owner + "&killed=true", 1);
        find("owner=" + owner + "&killed=false", 2);
        find("owner=" + owner + "&stale=true", 0);
        find("owner=" + owner + "&stale=false", 3);
        find("tag=t-" + keys.get(2), 1);
        find("q=" + keys.get(0).toUpperCase(java.util.Locale.ROOT), 1);
        as(Role.PLATFORM_VIEWER).get(FLAGS + "?stale=maybe").then().statusCode(400);

        var first = as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "?limit=2&owner=" + owner)
                .then()
                .body("items", hasSize(2))
                .body("items[0]", not(hasKey("compiled")))
                .extract()
                .<String>path("next");
        as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "?limit=2&owner=" + owner + "&cursor=" + first)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void only_those_who_may_change_it_do() {
        var key = created(null);
        var body = body(newKey(), onOff(null));
        as(Role.PLATFORM_VIEWER).body(body).post(FLAGS).then().statusCode(403);
        as(Role.BILLING).get(FLAGS + "/" + key).then().statusCode(403);
        as(Role.TENANT_SERVICE).get(FLAGS).then().statusCode(403);
        as(Role.AUDITOR)
                .body(Map.of("everyone", true, "reason", "a test"))
                .post(FLAGS + "/" + key + "/kill-switches")
                .then()
                .statusCode(403);
    }

    private static void find(String query, int count) {
        as(Role.PLATFORM_VIEWER).get(FLAGS + "?" + query).then().statusCode(200).body("total", equalTo(count));
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(java.util.Collections.nCopies(callers, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
