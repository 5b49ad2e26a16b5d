package io.centercontrol.flags.rollouts;

import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.explain;
import static io.centercontrol.flags.authoring.http.FlagFixture.kill;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.centercontrol.flags.authoring.http.FlagFixture.override;
import static io.centercontrol.flags.authoring.http.FlagFixture.put;
import static io.centercontrol.flags.authoring.http.FlagFixture.sensitive;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.ROLLOUTS;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.plan;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.say;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.show;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.start;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.started;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.steer;
import static io.centercontrol.flags.rollouts.http.RolloutFixture.step;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.authoring.http.FlagFixture;
import io.centercontrol.flags.changes.http.ChangeFixture;
import io.centercontrol.kernel.Latency;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts over time on the real parts: who gets what at each step, and all that stops one. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
@TestProfile(RolloutsIT.Fast.class)
class RolloutsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECOND = "PT1S";

    @Inject
    DataPlane plane;

    @Inject
    FollowRollouts followRollouts;

    private PlatformFixture platform;

    /** With waits that a test can wait for. */
    public static final class Fast implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cc.rollouts.shortest-wait", "PT0.1S", "cc.rollouts.look", "PT0.3S");
        }
    }

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void a_variant_reaches_more_and_more_and_is_the_default_in_the_end() {
        var tenants = tenants(40);
        var key = created(null);
        var id = started("ann", key, plan(step(20, null), step(60, null), step(100, SECOND)));
        show(id).body("state", equalTo("RUNNING"))
                .body("steps[0].flagVersion", equalTo(2))
                .body("steps[1].takenAt", nullValue());
        var few = on(key, tenants);
        FlagFixture.show(key)
                .body("rollout.variant", equalTo("on"))
                .body("rollout.percent", equalTo(20f))
                .body("rollout.by", equalTo("TENANT"));
        steer(id, "advance").statusCode(200).body("percent", equalTo(60f)).body("eventId", notNullValue());
        var more = on(key, tenants);
        assertThat(more).containsAll(few).hasSizeBetween(few.size() + 1, tenants.size() - 1);
        assertThat(few).isNotEmpty();
        steer(id, "advance").statusCode(200);
        assertThat(on(key, tenants)).hasSize(tenants.size());
        await().atMost(SOON).untilAsserted(() -> show(id).body("state", equalTo("COMPLETED")));
        assertThat(on(key, tenants)).hasSize(tenants.size());
        FlagFixture.show(key).body("rollout", nullValue()).body("definition.defaultVariant", equalTo("on"));
        as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "/" + key + "/history")
                .then()
                .body("items[0].type", equalTo("flag.rollout-completed"))
                .body("items[0].causationId", equalTo(id))
                .body("items[0].actor.id", equalTo("flag-service"))
                .body("items[1].type", equalTo("flag.rollout-advanced"))
                .body("items[1].changes.path", contains("/rollout"))
                .body("items[1].reason", containsString("Step 3 of 3"));
        as(Role.PLATFORM_VIEWER)
                .get(ROLLOUTS + id + "/history")
                .then()
                .body(
                        "items.type",
                        contains(
                                "rollout.completed",
                                "rollout.step-taken",
                                "rollout.step-taken",
                                "rollout.step-taken",
                                "rollout.started"));
    }

    @Test
    void steps_advance_by_themselves_and_once_though_several_instances_look() throws Exception {
        var key = created(null);
        var id = started("ann", key, plan(step(10, SECOND), step(50, SECOND), step(100, SECOND)));
        var before = Instant.now();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var instances = new ArrayList<Future<?>>();
            for (var i = 0; i < 4; i++) {
                instances.add(threads.submit(() -> {
                    while (Duration.between(before, Instant.now()).toMillis() < 2_500) {
                        follow();
                    }
                }));
            }
            for (var instance : instances) {
                instance.get();
            }
        }
        await().atMost(SOON).untilAsserted(() -> show(id).body("state", equalTo("COMPLETED")));
        // Created, three steps, completed.
        FlagFixture.show(key).body("version", equalTo(5));
        show(id).body("version", equalTo(5)).body("steps.flagVersion", contains(2, 3, 4));
    }

    @Test
    void a_dry_run_names_whom_each_step_concerns_and_changes_nothing() {
        var tenants = tenants(20);
        var key = created(null);
        override(key, "tenant-overrides/" + tenants.getFirst(), "on", "").statusCode(200);
        var tried = start("ann", key, plan(step(50, null), step(100, null)), "?dryRun=true")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("steps[0].eventId", nullValue())
                .extract();
        FlagFixture.show(key).body("version", equalTo(2)).body("rollout", nullValue());
        assertThat(tried.<Integer>path("steps[0].tenants")).isEqualTo(tried.<Integer>path("effects.total"));
        assertThat(tried.<Integer>path("steps[1].tenants")).isGreaterThan(tried.<Integer>path("steps[0].tenants"));
        var all = as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "/" + key + "/tenants?variant=off")
                .then()
                .extract()
                .<Integer>path("total");
        assertThat(tried.<Integer>path("steps[1].tenants")).isEqualTo(all);
        var id = started("ann", key, plan(step(50, null), step(100, null)));
        var named = new HashSet<>(tried.<List<String>>path("effects.tenants.id"));
        assertThat(on(key, tenants.subList(1, tenants.size()))).isSubsetOf(named);
        var next = steer(id, "advance?dryRun=true")
                .statusCode(200)
                .body("percent", equalTo(100f))
                .body("steps[1].eventId", nullValue())
                .body("steps[0].eventId", notNullValue())
                .extract()
                .<Integer>path("effects.total");
        assertThat(next).isEqualTo(all - tried.<Integer>path("effects.total"));
        steer(id, "take-back?dryRun=true")
                .statusCode(200)
                .body("effects.total", equalTo(tried.<Integer>path("effects.total")));
        show(id).body("percent", equalTo(50f)).body("state", equalTo("RUNNING"));
    }

    @Test
    void it_is_paused_resumed_and_taken_back_by_hand() {
        var tenants = tenants(20);
        var key = created(null);
        var id = started("ann", key, plan(step(50, SECOND), step(100, null)));
        steer(id, "pause").statusCode(200).body("state", equalTo("PAUSED")).body("halt.by.id", equalTo("ann"));
        var reached = on(key, tenants);
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> show(id).body("percent", equalTo(50f)));
        steer(id, "advance").statusCode(409).body("code", equalTo("ROLLOUT_STATE"));
        assertThat(on(key, tenants)).isEqualTo(reached);
        start("ann", key, plan(step(100, null)), "").statusCode(409).body("code", equalTo("ROLLOUT_RUNS"));
        steer(id, "resume").statusCode(200).body("state", equalTo("RUNNING")).body("halt", nullValue());
        await().atMost(SOON).untilAsserted(() -> show(id).body("percent", equalTo(100f)));
        steer(id, "take-back").statusCode(200).body("state", equalTo("TAKEN_BACK"));
        assertThat(on(key, tenants)).isEmpty();
        FlagFixture.show(key).body("rollout", nullValue()).body("definition.defaultVariant", equalTo("off"));
        steer(id, "take-back").statusCode(409).body("code", equalTo("ROLLOUT_ENDED"));
        started("ann", key, plan(step(100, null)));
        as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "/" + key + "/rollouts")
                .then()
                .body("items.state", contains("RUNNING", "TAKEN_BACK"));
    }

    @Test
    void a_bad_word_takes_it_back_at_once_and_a_good_one_lets_it_go_on() {
        var key = created(null);
        var body = plan(step(50, SECOND), step(90, SECOND), step(100, null));
        body.put(
                "guards",
                List.of(Map.of("kind", "WORD", "required", true, "then", "TAKE_BACK", "service", "storefront")));
        var id = started("ann", key, body);
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> show(id).body("percent", equalTo(50f)));
        byService(id, "checkout", "GOOD").statusCode(403);
        byService(id, "storefront", "GOOD").statusCode(200).body("word.verdict", equalTo("GOOD"));
        await().atMost(SOON).untilAsserted(() -> show(id).body("percent", equalTo(90f)));
        // A good word counts for one step.
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> show(id).body("percent", equalTo(90f)));
        say(id, "BAD", "orders are lost")
                .statusCode(200)
                .body("state", equalTo("TAKEN_BACK"))
                .body("halt.why", equalTo("orders are lost"))
                .body("guards[0].seen.verdict", equalTo("BAD"));
        FlagFixture.show(key).body("rollout", nullValue());
        var unasked = started("ann", created(null), plan(step(100, null)));
        say(unasked, "BAD", "why").statusCode(409).body("code", equalTo("NO_WORD_ASKED"));
    }

    @Test
    void bad_measures_of_a_service_pause_it_and_too_few_let_it_wait() throws Exception {
        var service = "s" + UUID.randomUUID().toString().substring(0, 8);
        var key = created(null);
        var body = plan(step(50, SECOND), step(90, SECOND), step(100, null));
        body.put(
                "guards",
                List.of(
                        Map.of("kind", "ERROR_RATE", "service", service, "timesBefore", 2, "atMost", 50),
                        Map.of("kind", "LATENCY_P99", "service", service, "atMost", 200, "onNoData", "GO")));
        measured(service, Instant.now().minus(Duration.ofMinutes(10)), 1_000, 10, 2);
        var id = started("ann", key, body);
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> show(id).body("percent", equalTo(50f))
                        .body("guards[0].seen.verdict", equalTo("NO_DATA"))
                        .body("guards[0].before", equalTo(1f)));
        measured(service, Instant.now(), 1_000, 15, 2);
        await().atMost(SOON).untilAsserted(() -> show(id).body("percent", equalTo(90f)));
        measured(service, Instant.now(), 1_000, 60, 2);
        await().atMost(SOON)
                .untilAsserted(() -> show(id).body("state", equalTo("PAUSED"))
                        .body("halt.by.id", equalTo("flag-service"))
                        .body("halt.why", containsString("ERROR_RATE of " + service))
                        .body("guards[0].seen.verdict", equalTo("BAD"))
                        .body("guards[0].seen.limit", equalTo(2f))
                        .body("guards[1].seen.verdict", equalTo("GOOD")));
        as(Role.PLATFORM_VIEWER)
                .get(ROLLOUTS + id + "/history")
                .then()
                .body("items[0].type", equalTo("rollout.paused"))
                .body("items[0].seen[0].value", notNullValue());
        FlagFixture.show(key).body("rollout.percent", equalTo(90f));
    }

    @Test
    void a_guard_that_says_so_takes_it_back() throws Exception {
        var service = "s" + UUID.randomUUID().toString().substring(0, 8);
        var key = created(null);
        var body = plan(step(50, null), step(100, null));
        body.put(
                "guards",
                List.of(Map.of("kind", "LATENCY_P95", "service", service, "atMost", 400, "then", "TAKE_BACK")));
        var id = started("ann", key, body);
        measured(service, Instant.now(), 1_000, 0, 8);
        await().atMost(SOON).untilAsserted(() -> show(id).body("state", equalTo("TAKEN_BACK")));
        FlagFixture.show(key).body("rollout", nullValue()).body("version", equalTo(3));
    }

    @Test
    void a_kill_switch_pauses_it_until_it_is_lifted_and_somebody_resumes_it() {
        var key = created(null);
        var id = started("ann", key, plan(step(50, SECOND), step(100, null)));
        var killSwitch = kill(key, "", Map.of("everyone", true, "reason", "orders are lost"))
                .statusCode(201)
                .extract()
                .<String>path("killSwitch.id");
        show(id).body("state", equalTo("PAUSED")).body("halt.why", equalTo("A kill switch was set: orders are lost"));
        steer(id, "resume").statusCode(409).body("code", equalTo("KILL_SWITCH_STANDS"));
        operator()
                .delete(FLAGS + "/" + key + "/kill-switches/" + killSwitch + "?reason=over")
                .then()
                .statusCode(200);
        show(id).body("state", equalTo("PAUSED"));
        steer(id, "resume").statusCode(200);
        await().atMost(SOON).untilAsserted(() -> show(id).body("percent", equalTo(100f)));
    }

    @Test
    void another_definition_pauses_it_or_ends_it_and_archiving_ends_it() {
        var key = created(null);
        var id = started("ann", key, plan(step(50, null), step(100, null)));
        override(key, "plan-overrides/gold", "on", "").statusCode(200);
        show(id).body("state", equalTo("RUNNING"));
        put(key, "", FlagFixture.body(null, onOff(FlagFixture.onForPlan("gold"))))
                .statusCode(200);
        show(id).body("state", equalTo("PAUSED")).body("halt.why", containsString("definition"));
        FlagFixture.show(key).body("rollout.percent", equalTo(50f));
        steer(id, "resume").statusCode(200);
        var on = onOff(null);
        on.put("defaultVariant", "on");
        put(key, "", FlagFixture.body(null, on))
                .statusCode(200)
                .body("changes.path", hasItem("/rollout"))
                .body("rollout", nullValue());
        show(id).body("state", equalTo("CANCELLED")).body("halt.flagVersion", notNullValue());

        var other = created(null);
        var ended = started("ann", other, plan(step(50, null), step(100, null)));
        operator().delete(FLAGS + "/" + other + "?reason=over").then().statusCode(200);
        show(ended).body("state", equalTo("CANCELLED")).body("halt.why", containsString("archived"));
    }

    @Test
    void steps_leave_change_requests_alone_and_the_end_voids_them() {
        var key = created(null);
        var id = started("ann", key, plan(step(50, null), step(100, null)));
        var request = ChangeFixture.propose("ann", key, ChangeFixture.turnedOn())
                .statusCode(201)
                .extract()
                .<String>path("id");
        steer(id, "advance").statusCode(200);
        ChangeFixture.show(request).body("state", equalTo("OPEN"));
        steer(id, "advance").statusCode(200).body("state", equalTo("COMPLETED"));
        ChangeFixture.show(request).body("state", equalTo("VOID"));
    }

    @Test
    void one_of_a_sensitive_flag_begins_when_another_person_agrees() {
        var key = sensitive();
        var id = start("ann", key, plan(step(50, SECOND), step(100, null)), "")
                .statusCode(201)
                .body("state", equalTo("AWAITING_APPROVAL"))
                .body("percent", equalTo(0f))
                .extract()
                .<String>path("id");
        approve("ann", id).statusCode(409).body("code", equalTo("OWN_APPROVAL"));
        approve("bob", id).statusCode(200).body("state", equalTo("RUNNING")).body("approval.by.id", equalTo("bob"));
        await().atMost(SOON).untilAsserted(() -> show(id).body("percent", equalTo(100f)));
        var other = sensitive();
        var hurried = plan(step(50, null), step(100, null));
        hurried.put("breakGlass", true);
        start("ann", other, hurried, "").statusCode(400).body("code", equalTo("REASON_TOO_SHORT"));
        hurried.put("reason", "an emergency that cannot wait");
        start("ann", other, hurried, "").statusCode(201).body("state", equalTo("RUNNING"));
    }

    @Test
    void one_starts_at_its_time_and_what_stays_behind_is_not_exported() {
        var key = created(null);
        var body = plan(step(50, null), step(100, null));
        body.put("startAt", Instant.now().plusSeconds(2).toString());
        var id = start("ann", key, body, "")
                .statusCode(201)
                .body("state", equalTo("SCHEDULED"))
                .body("nextStepAt", notNullValue())
                .extract()
                .<String>path("id");
        FlagFixture.show(key).body("version", equalTo(1));
        await().atMost(SOON).untilAsserted(() -> show(id).body("state", equalTo("RUNNING")));
        explain(key, Map.of("context", Map.of("tenantId", inShare(key)))).body("decidedBy", equalTo("ROLLOUT"));
        var exported =
                as(Role.PLATFORM_VIEWER).get(FLAGS + "/export").then().extract().asString();
        assertThat(exported).contains(key);
        assertThat(exported.substring(exported.indexOf("\"" + key)).split("\"state\"")[1])
                .doesNotContain("fractional");
        as(Role.PLATFORM_VIEWER)
                .get(ROLLOUTS.replaceAll("/$", "") + "?state=RUNNING&flag=" + key)
                .then()
                .body("items", hasSize(1))
                .body("total", equalTo(1));
    }

    @Test
    void what_would_reach_nobody_is_refused() {
        start("ann", created(Map.of("if", List.of(true, "on", "off"))), plan(step(100, null)), "")
                .statusCode(409)
                .body("code", equalTo("TARGETING_ALWAYS_ANSWERS"));
        var red = plan(step(100, null));
        red.put("variant", "red");
        start("ann", created(null), red, "")
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_VARIANT"))
                .body("errors[0].pointer", equalTo("/variant"));
        start("ann", "gone", plan(step(100, null)), "").statusCode(404);
        start("ann", created(null), plan(step(12.345, null), step(100, null)), "")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/steps/0/percent"));
    }

    private static ValidatableResponse approve(String who, String id) {
        return ChangeFixture.as(who)
                .body(Map.of())
                .post(ROLLOUTS + id + "/approve")
                .then();
    }

    private static ValidatableResponse byService(String id, String service, String verdict) {
        return given().auth()
                .oauth2(Environment.current().tokens().ofTenantService(service))
                .contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "reason", "by a program"))
                .post(ROLLOUTS + id + "/word")
                .then();
    }

    private List<String> tenants(int many) {
        var tenants = new ArrayList<String>();
        for (var at = 0; at < many; at++) {
            tenants.add(platform.tenant(plane, "basic").toString());
        }
        return tenants;
    }

    /** Of these tenants, those that have the variant. */
    private static Set<String> on(String key, List<String> tenants) {
        var on = new HashSet<String>();
        for (var tenant : tenants) {
            if (explain(key, Map.of("tenantId", tenant))
                    .extract()
                    .<String>path("variant")
                    .equals("on")) {
                on.add(tenant);
            }
        }
        return on;
    }

    /** A tenant's id that is in the share; nearly all are found among few. */
    private static String inShare(String key) {
        for (var at = 0; at < 100; at++) {
            var id = UUID.randomUUID().toString();
            if (explain(key, Map.of("context", Map.of("tenantId", id)))
                    .extract()
                    .<String>path("variant")
                    .equals("on")) {
                return id;
            }
        }
        throw new AssertionError("nobody is in a share of half");
    }

    /** What a tenant service counted in the minute of a moment, all of it in one cell of latency. */
    private static void measured(String service, Instant at, long requests, long errors, int cell) throws SQLException {
        var counts = new ArrayList<>(Collections.nCopies(Latency.CELLS, 0L));
        counts.set(cell, requests);
        try (var connection = Environment.current().openDatabase();
                var statement = connection.prepareStatement(
                        "insert into service_minute (service, minute, requests, errors, latency)"
                                + " values (?, ?, ?, ?, ?) on conflict (service, minute) do update set requests = excluded.requests,"
                                + " errors = excluded.errors, latency = excluded.latency")) {
            statement.setString(1, service);
            statement.setTimestamp(2, Timestamp.from(at.truncatedTo(ChronoUnit.MINUTES)));
            statement.setLong(3, requests);
            statement.setLong(4, errors);
            statement.setArray(5, connection.createArrayOf("bigint", counts.toArray()));
            statement.executeUpdate();
        }
    }

    private void follow() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> followRollouts.run(new FollowRollouts.Command(100)));
        } catch (Throwable e) {
            throw new AssertionError("an instance failed", e);
        }
    }
}
