package io.centercontrol.flags.changes.http;

import static io.centercontrol.flags.changes.http.ChangeFixture.REQUESTS;
import static io.centercontrol.flags.changes.http.ChangeFixture.approve;
import static io.centercontrol.flags.changes.http.ChangeFixture.as;
import static io.centercontrol.flags.changes.http.ChangeFixture.definition;
import static io.centercontrol.flags.changes.http.ChangeFixture.edit;
import static io.centercontrol.flags.changes.http.ChangeFixture.flag;
import static io.centercontrol.flags.changes.http.ChangeFixture.hash;
import static io.centercontrol.flags.changes.http.ChangeFixture.propose;
import static io.centercontrol.flags.changes.http.ChangeFixture.put;
import static io.centercontrol.flags.changes.http.ChangeFixture.show;
import static io.centercontrol.flags.changes.http.ChangeFixture.showFlag;
import static io.centercontrol.flags.changes.http.ChangeFixture.turnedOn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Change requests: proposed, approved, voided, applied at their time. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class ChangeRequestIT {
    @Inject
    DataPlane plane;

    @Test
    void a_sensitive_flag_is_changed_when_somebody_else_agrees() {
        var key = flag(true);
        put("ann", key, "on", "*").statusCode(409).body("code", equalTo("NEEDS_APPROVAL"));
        var opened = propose("ann", key, turnedOn())
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .header("Location", containsString(REQUESTS))
                .body("state", equalTo("OPEN"))
                .body("baseVersion", equalTo(1))
                .body("author.id", equalTo("ann"))
                .body("changes.path", contains("/definition/defaultVariant"))
                .body("proposal.definition.defaultVariant", equalTo("on"))
                .body("hash", notNullValue())
                .body("eventId", nullValue())
                .extract();
        String id = opened.path("id");
        String hash = opened.path("hash");
        showFlag(key).body("version", equalTo(1));
        approve("ann", id, hash).statusCode(409).body("code", equalTo("OWN_APPROVAL"));
        approve("bob", id, "0".repeat(64))
                .statusCode(409)
                .body("code", equalTo("ANOTHER_HASH"))
                .body("currentHash", equalTo(hash));
        as("bob").body(Map.of()).post(REQUESTS + id + "/approve").then().statusCode(400);
        String eventId = as("bob")
                .header("Idempotency-Key", id)
                .body(Map.of("hash", hash, "comment", "looks fine"))
                .post(REQUESTS + id + "/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPLIED"))
                .body("version", equalTo(3))
                .body("approvals", hasSize(1))
                .body("approvals[0].comment", equalTo("looks fine"))
                .body("ending.by.id", equalTo("bob"))
                .body("ending.flagVersion", equalTo(2))
                .extract()
                .path("eventId");
        as("bob")
                .header("Idempotency-Key", id)
                .body(Map.of("hash", hash, "comment", "looks fine"))
                .post(REQUESTS + id + "/approve")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("eventId", equalTo(eventId));
        showFlag(key)
                .body("version", equalTo(2))
                .body("eventId", equalTo(eventId))
                .body("definition.defaultVariant", equalTo("on"))
                .body("sensitive", equalTo(true));
        as("bob")
                .get("/api/v1/flags/" + key + "/history")
                .then()
                .body("items[0].actor.id", equalTo("bob"))
                .body("items[0].reason", equalTo("it is time"));
        as("cleo")
                .get(REQUESTS + id + "/history")
                .then()
                .body("total", equalTo(3))
                .body(
                        "items.type",
                        contains("change-request.applied", "change-request.approved", "change-request.opened"))
                .body("items.actor.id", contains("bob", "bob", "ann"));
        approve("cleo", id, hash).statusCode(409).body("code", equalTo("CHANGE_REQUEST_ENDED"));
    }

    @Test
    void a_dry_run_leaves_nothing_and_says_who_would_get_another_value() {
        try (var platform = new PlatformFixture()) {
            var plan = "p" + UUID.randomUUID().toString().substring(0, 8);
            var tenant = platform.tenant(plane, plan);
            var key = flag(true);
            var body = turnedOn();
            body.remove("definition");
            body.put("planOverrides", Map.of(plan, "on"));
            as("ann")
                    .body(body)
                    .post("/api/v1/flags/" + key + "/change-requests?dryRun=true")
                    .then()
                    .statusCode(200)
                    .body("dryRun", equalTo(true))
                    .body("changes.path", contains("/planOverrides/" + plan))
                    .body("effects.total", equalTo(1))
                    .body("effects.tenants[0].id", equalTo(tenant.toString()));
            as("ann").get(REQUESTS + "?flag=" + key).then().body("total", equalTo(0));
            String id = propose("ann", key, body).statusCode(201).extract().path("id");
            show(id).body("effects.total", equalTo(1)).body("effects.tenants[0].after.variant", equalTo("on"));
            as("bob")
                    .body(Map.of("hash", hash(id)))
                    .post(REQUESTS + id + "/approve?dryRun=true")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("APPLIED"))
                    .body("eventId", nullValue());
            show(id).body("state", equalTo("OPEN"));
            showFlag(key).body("version", equalTo(1));
        }
    }

    @Test
    void an_edit_voids_what_was_approved() {
        var key = flag(true);
        var body = turnedOn();
        body.put("applyAt", Instant.now().plusSeconds(3_600).toString());
        String id = propose("ann", key, body).statusCode(201).extract().path("id");
        var seen = hash(id);
        approve("bob", id, seen)
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("eventId", nullValue());
        approve("cleo", id, seen).statusCode(409).body("code", equalTo("ALREADY_APPROVED"));
        as("ann").body(turnedOn()).put(REQUESTS + id).then().statusCode(428);
        edit("ann", id, 1, turnedOn()).statusCode(412).body("code", equalTo("STALE_VERSION"));
        edit("ann", id, 2, turnedOn())
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("approvals", hasSize(0))
                .body("hash", not(equalTo(seen)));
        approve("cleo", id, seen).statusCode(409).body("code", equalTo("ANOTHER_HASH"));
        showFlag(key).body("version", equalTo(1));
        edit("cleo", id, 3, turnedOn()).statusCode(200).body("editor.id", equalTo("cleo"));
        approve("cleo", id, hash(id)).statusCode(409).body("code", equalTo("OWN_APPROVAL"));
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPLIED"));
    }

    @Test
    void a_moved_base_voids_at_once_and_a_kill_switch_does_not() {
        var key = flag(false);
        String id = propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        String other = propose("bob", key, turnedOn()).statusCode(201).extract().path("id");
        var hash = hash(id);
        as("cleo")
                .body(Map.of("everyone", true, "reason", "it burns, it burns"))
                .post("/api/v1/flags/" + key + "/kill-switches")
                .then()
                .statusCode(201);
        show(id).body("state", equalTo("OPEN")).body("hash", equalTo(hash));

        var body = Map.of("variant", "on", "reason", "for them");
        as("cleo")
                .header("If-Match", "*")
                .body(body)
                .put("/api/v1/flags/" + key + "/plan-overrides/gold")
                .then()
                .statusCode(200);
        show(id).body("state", equalTo("VOID"))
                .body("hash", nullValue())
                .body("ending.by.id", equalTo("cleo"))
                .body("ending.why", containsString("version 3"));
        show(other).body("state", equalTo("VOID"));
        approve("bob", id, hash).statusCode(409).body("code", equalTo("CHANGE_REQUEST_VOID"));
        edit("ann", id, 2, turnedOn()).statusCode(409).body("code", equalTo("CHANGE_REQUEST_VOID"));
    }

    @Test
    void one_that_is_applied_voids_the_others_of_its_flag() {
        var key = flag(true);
        String id = propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        var archived = turnedOn();
        archived.put("archived", true);
        String other = propose("bob", key, archived).statusCode(201).extract().path("id");
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPLIED"));
        show(other).body("state", equalTo("VOID")).body("ending.why", containsString("version 2"));
        String again = propose("bob", key, archived).statusCode(201).extract().path("id");
        approve("ann", again, hash(again)).statusCode(200);
        showFlag(key).body("archived", equalTo(true));
    }

    @Test
    void it_is_made_at_its_time_and_ends_at_its_end() {
        var key = flag(true);
        var body = turnedOn();
        body.put("applyAt", Instant.now().plusMillis(2_500).toString());
        var never = turnedOn();
        never.put("name", "Never");
        never.put("expiresAt", Instant.now().plusMillis(2_500).toString());
        var other = flag(true);
        String expiring = propose("ann", other, never).statusCode(201).extract().path("id");
        String id = propose("ann", key, body).statusCode(201).extract().path("id");
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPROVED"));
        showFlag(key).body("version", equalTo(1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(id).body("state", equalTo("APPLIED"))
                        .body("ending.by.id", equalTo("flag-service"))
                        .body("eventId", notNullValue()));
        showFlag(key).body("version", equalTo(2)).body("definition.defaultVariant", equalTo("on"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> show(expiring).body("state", equalTo("EXPIRED")));
        as("bob")
                .body(Map.of("reason", "no"))
                .post(REQUESTS + expiring + "/reject")
                .then()
                .statusCode(409);
    }

    @Test
    void what_it_refers_to_is_looked_at_again_before_it_is_made() {
        var name = "e" + UUID.randomUUID().toString().substring(0, 8);
        evaluator(name, Map.of("==", List.of(Map.of("var", "plan"), "staff")));
        var key = flag(true);
        var body = turnedOn();
        body.put(
                "definition",
                Map.of(
                        "state",
                        "ENABLED",
                        "variants",
                        Map.of("on", true, "off", false),
                        "defaultVariant",
                        "off",
                        "targeting",
                        Map.of("if", List.of(Map.of("$ref", name), "on", "off"))));
        body.put("applyAt", Instant.now().plusMillis(4_000).toString());
        String id = propose("ann", key, body).statusCode(201).extract().path("id");
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPROVED"));
        evaluator(name, Map.of("==", List.of(1, 1)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        show(id).body("state", equalTo("VOID")).body("ending.why", containsString("shared evaluator")));
        showFlag(key).body("version", equalTo(1));
    }

    @Test
    void two_who_approve_at_once_make_one_change() throws Exception {
        var key = flag(true);
        String id = propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        var hash = hash(id);
        var statuses = atOnce(List.of(
                () -> approve("bob", id, hash).extract().statusCode(),
                () -> approve("cleo", id, hash).extract().statusCode()));
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        showFlag(key).body("version", equalTo(2));
        show(id).body("approvals", hasSize(1)).body("version", equalTo(3));
    }

    @Test
    void an_approval_that_races_with_an_edit_is_of_what_was_seen_or_not_at_all() throws Exception {
        for (var round = 0; round < 5; round++) {
            var key = flag(true);
            String id =
                    propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
            var hash = hash(id);
            var other = turnedOn();
            other.remove("definition");
            other.put("name", "Something else");
            var statuses = atOnce(List.of(
                    () -> approve("bob", id, hash).extract().statusCode(),
                    () -> edit("ann", id, 1, other).extract().statusCode()));
            var approved = statuses.get(0) == 200;
            if (approved) {
                assertThat(statuses.get(1)).isIn(409, 412);
                showFlag(key)
                        .body("definition.defaultVariant", equalTo("on"))
                        .body("name", equalTo("A flag of a test"));
            } else {
                assertThat(statuses).containsExactly(409, 200);
                show(id).body("state", equalTo("OPEN")).body("approvals", hasSize(0));
                showFlag(key).body("version", equalTo(1));
            }
        }
    }

    @Test
    void an_approval_that_races_with_a_change_of_the_flag_is_made_before_it_or_not_at_all() throws Exception {
        for (var round = 0; round < 5; round++) {
            var key = flag(false);
            String id =
                    propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
            var hash = hash(id);
            var statuses = atOnce(List.of(
                    () -> approve("bob", id, hash).extract().statusCode(),
                    () -> as("cleo")
                            .header("If-Match", "\"1\"")
                            .body(Map.of("variant", "on", "reason", "for them"))
                            .put("/api/v1/flags/" + key + "/plan-overrides/gold")
                            .statusCode()));
            assertThat(statuses).isIn(List.of(200, 412), List.of(409, 200));
            showFlag(key).body("version", equalTo(2));
            show(id).body("state", equalTo(statuses.get(0) == 200 ? "APPLIED" : "VOID"));
        }
    }

    @Test
    void they_are_rejected_withdrawn_and_found() {
        var key = flag(true);
        String rejected =
                propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        String withdrawn =
                propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        String open = propose("bob", key, turnedOn()).statusCode(201).extract().path("id");
        as("bob").body(Map.of()).post(REQUESTS + rejected + "/reject").then().statusCode(400);
        as("bob")
                .body(Map.of("reason", "too early"))
                .post(REQUESTS + rejected + "/reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("ending.why", equalTo("too early"));
        as("bob").body(Map.of()).post(REQUESTS + withdrawn + "/withdraw").then().statusCode(409);
        as("ann")
                .body(Map.of())
                .post(REQUESTS + withdrawn + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        var list = "/api/v1/change-requests?flag=" + key;
        as("cleo")
                .get(list)
                .then()
                .body("items.id", contains(open, withdrawn, rejected))
                .body("items[0].proposal", nullValue());
        as("cleo").get(list + "&state=OPEN").then().body("items.id", contains(open));
        as("cleo").get(list + "&author=ann").then().body("items.id", contains(withdrawn, rejected));
        String next = as("cleo")
                .get(list + "&limit=2")
                .then()
                .body("total", equalTo(3))
                .extract()
                .path("next");
        as("cleo")
                .get(list + "&limit=2&cursor=" + next)
                .then()
                .body("items.id", contains(rejected))
                .body("next", nullValue());
        as("cleo").get(list + "&state=NOTHING").then().statusCode(400);
        as("cleo").get(REQUESTS + UUID.randomUUID()).then().statusCode(404);
        as("cleo").get(REQUESTS + "nothing").then().statusCode(400);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        var key = flag(true);
        var nothing = turnedOn();
        nothing.put("definition", definition("off"));
        propose("ann", key, nothing).statusCode(409).body("code", equalTo("CHANGES_NOTHING"));
        var late = turnedOn();
        late.put("expiresAt", Instant.now().minusSeconds(1).toString());
        late.put("applyAt", Instant.now().minusSeconds(2).toString());
        propose("ann", key, late).statusCode(400).body("errors.pointer", hasItem("/expiresAt"));
        var wrong = turnedOn();
        wrong.put("definition", definition("maybe"));
        propose("ann", key, wrong).statusCode(400).body("errors.pointer", contains("/definition/defaultVariant"));
        var silent = turnedOn();
        silent.remove("reason");
        propose("ann", key, silent).statusCode(400).body("code", equalTo("REASON_REQUIRED"));
        propose("ann", "nothing-of-the-kind", turnedOn()).statusCode(404);
        as("ann")
                .header("If-Match", "\"7\"")
                .body(turnedOn())
                .post("/api/v1/flags/" + key + "/change-requests")
                .then()
                .statusCode(412);
        for (var i = 0; i < 50; i++) {
            propose("ann", key, turnedOn()).statusCode(201);
        }
        propose("ann", key, turnedOn()).statusCode(409).body("code", equalTo("TOO_MANY_CHANGE_REQUESTS"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void operators_decide_and_the_platform_sees(Role role) {
        var key = flag(true);
        String id = propose("ann", key, turnedOn()).statusCode(201).extract().path("id");
        var sees = role.isOfPlatform() && role != Role.BILLING;
        var decides = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        var token = Environment.current().tokens().of(role);
        assertThat(given().auth().oauth2(token).get(REQUESTS + id).statusCode()).isEqualTo(sees ? 200 : 403);
        assertThat(given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body(Map.of("hash", hash(id)))
                        .post(REQUESTS + id + "/approve?dryRun=true")
                        .statusCode())
                .isEqualTo(decides ? 200 : 403);
        given().get(REQUESTS + id).then().statusCode(401);
    }

    private static void evaluator(String name, Map<String, ?> rule) {
        as("ann")
                .header("If-Match", "*")
                .body(Map.of("rule", rule, "description", "of a test", "reason", "a test"))
                .put("/api/v1/flag-evaluators/" + name)
                .then()
                .statusCode(oneOf(200, 201));
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var running = new ArrayList<Future<Integer>>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            var statuses = new ArrayList<Integer>();
            for (var one : running) {
                statuses.add(one.get());
            }
            return statuses;
        }
    }
}
