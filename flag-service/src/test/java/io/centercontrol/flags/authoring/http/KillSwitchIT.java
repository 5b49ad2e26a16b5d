package io.centercontrol.flags.authoring.http;

import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.explain;
import static io.centercontrol.flags.authoring.http.FlagFixture.kill;
import static io.centercontrol.flags.authoring.http.FlagFixture.onForPlan;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.centercontrol.flags.authoring.http.FlagFixture.override;
import static io.centercontrol.flags.authoring.http.FlagFixture.sensitive;
import static io.centercontrol.flags.authoring.http.FlagFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.authoring.BreakGlass;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kill switches: set, seen, lifted, expired; whom they hit and whom a change concerns; and why somebody gets what. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class KillSwitchIT {
    @Inject
    DataPlane plane;

    private PlatformFixture platform;
    private String plan;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        plan = "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void a_preview_names_exactly_whom_it_hits_and_who_gets_another_value() {
        var first = platform.tenant(plane, plan);
        var second = platform.tenant(plane, plan);
        var third = platform.tenant(plane, plan);
        var nobody = UUID.randomUUID();
        var key = created(onForPlan(plan));
        override(key, "tenant-overrides/" + third, "off", "").statusCode(200);

        kill(key, "?dryRun=true", Map.of("tenants", List.of(first, third, nobody)))
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("hit.total", equalTo(2))
                .body("hit.tenants.id", containsInAnyOrder(first.toString(), third.toString()))
                .body("hit.unknown", contains(nobody.toString()))
                .body("effects.total", equalTo(1))
                .body("effects.tenants[0].id", equalTo(first.toString()))
                .body("effects.tenants[0].slug", equalTo("slug-" + first))
                .body("effects.tenants[0].before.value", equalTo(true))
                .body("effects.tenants[0].after.variant", equalTo("off"));
        show(key).body("killSwitches", hasSize(0)).body("version", equalTo(2));

        kill(key, "?dryRun=true", Map.of("plans", List.of(plan)))
                .statusCode(200)
                .body("hit.total", equalTo(3))
                .body("effects.tenants.id", containsInAnyOrder(first.toString(), second.toString()));
        kill(key, "?dryRun=true", Map.of("everyone", true))
                .statusCode(200)
                .body("hit.total", greaterThanOrEqualTo(3))
                .body("effects.total", equalTo(2));
    }

    @Test
    void tenants_are_found_by_what_they_get() {
        var first = platform.tenant(plane, plan);
        var second = platform.tenant(plane, plan);
        var other = platform.tenant(plane, plan);
        var key = created(onForPlan(plan));
        override(key, "tenant-overrides/" + other, "off", "").statusCode(200);
        var ids = List.of(first.toString(), second.toString()).stream().sorted().toList();

        operator()
                .get(FLAGS + "/" + key + "/tenants?variant=on")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("totalIsExact", equalTo(true))
                .body("items.tenantId", equalTo(ids))
                .body("items.value", equalTo(List.of(true, true)));
        var page = operator()
                .get(FLAGS + "/" + key + "/tenants?variant=on&limit=1")
                .then()
                .body("items.tenantId", equalTo(ids.subList(0, 1)))
                .extract()
                .<String>path("next");
        operator()
                .get(FLAGS + "/" + key + "/tenants?variant=on&limit=1&cursor=" + page)
                .then()
                .body("items.tenantId", equalTo(ids.subList(1, 2)))
                .body("next", nullValue());
        operator()
                .get(FLAGS + "/" + key + "/tenants?limit=500")
                .then()
                .body("items.find { it.tenantId == '" + other + "' }.variant", equalTo("off"));
        operator().get(FLAGS + "/no-such-flag/tenants").then().statusCode(404);
    }

    @Test
    void it_is_set_seen_and_lifted_and_says_so_to_who_asks_why() {
        var tenant = platform.tenant(plane, plan);
        var key = created(onForPlan(plan));
        explain(key, Map.of("tenantId", tenant))
                .statusCode(200)
                .body("value", equalTo(true))
                .body("decidedBy", equalTo("TARGETING"))
                .body("rule", equalTo("/targeting/if/1"))
                .body("context.plan", equalTo(plan))
                .body("context.tenantId", equalTo(tenant.toString()))
                .body("context.region", equalTo("eu"));

        var id = kill(key, "", Map.of("plans", List.of(plan), "reason", "It loses orders."))
                .statusCode(201)
                .body("killSwitch.by", equalTo("platform-operator"))
                .body("hit.total", equalTo(1))
                .body("effects", nullValue())
                .body("eventId", notNullValue())
                .extract()
                .<String>path("killSwitch.id");
        explain(key, Map.of("tenantId", tenant))
                .body("value", equalTo(false))
                .body("decidedBy", equalTo("KILL_SWITCH"))
                .body("killSwitch.id", equalTo(id))
                .body("killSwitch.reason", equalTo("It loses orders."))
                .body("rule", nullValue());
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/kill-switches?limit=500")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + id + "' }.flag", equalTo(key))
                .body("items.find { it.id == '" + id + "' }.plans", contains(plan));
        as(Role.PLATFORM_VIEWER)
                .get(FLAGS + "/" + key + "/kill-switches")
                .then()
                .body("id", contains(id));
        operator()
                .delete(FLAGS + "/" + key + "?reason=test")
                .then()
                .statusCode(409)
                .body("code", equalTo("KILL_SWITCH_STANDS"));

        operator().delete(FLAGS + "/" + key + "/kill-switches/" + id).then().statusCode(400);
        operator()
                .delete(FLAGS + "/" + key + "/kill-switches/" + id + "?reason=over")
                .then()
                .statusCode(200)
                .body("killSwitches", hasSize(0))
                .body("changes[0].path", equalTo("/killSwitches/" + id));
        operator()
                .delete(FLAGS + "/" + key + "/kill-switches/" + id + "?reason=over")
                .then()
                .statusCode(404);
        explain(key, Map.of("tenantId", tenant)).body("value", equalTo(true));
    }

    @Test
    void it_ends_by_itself() {
        var key = created(null);
        kill(
                        key,
                        "",
                        Map.of(
                                "everyone",
                                true,
                                "expiresAt",
                                Instant.now().minusSeconds(1).toString()))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresAt"));
        kill(
                        key,
                        "",
                        Map.of(
                                "everyone",
                                true,
                                "expiresAt",
                                Instant.now().plusSeconds(2).toString()))
                .statusCode(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show(key).body("killSwitches", hasSize(0)));
        as(Role.AUDITOR)
                .get(FLAGS + "/" + key + "/history")
                .then()
                .body("items[0].type", equalTo("flag.kill-switch-expired"))
                .body("items[0].actor.kind", equalTo("SERVICE"));
    }

    @Test
    void what_hits_nobody_is_refused() {
        var key = created(null);
        kill(key, "", Map.of()).statusCode(400).body("code", equalTo("UNCLEAR_REACH"));
        kill(key, "", Map.of("tenants", List.of("acme"))).statusCode(400);
        operator()
                .body(Map.of("everyone", true))
                .post(FLAGS + "/" + key + "/kill-switches")
                .then()
                .statusCode(400)
                .body("code", equalTo("REASON_REQUIRED"));
    }

    @Test
    void a_sensitive_flag_is_held_off_at_once_and_changed_only_aloud() {
        var tenant = platform.tenant(plane, plan);
        var key = sensitive();
        override(key, "tenant-overrides/" + tenant, "on", "")
                .statusCode(409)
                .body("code", equalTo("NEEDS_APPROVAL"))
                .body("changeRequests", equalTo(FLAGS + "/" + key + "/change-requests"));
        operator().delete(FLAGS + "/" + key + "?reason=test").then().statusCode(409);
        kill(key, "", Map.of("everyone", true)).statusCode(201);

        var body = Map.of("variant", "on", "breakGlass", true, "reason", "too short");
        operator()
                .body(body)
                .put(FLAGS + "/" + key + "/tenant-overrides/" + tenant)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        var broken = Map.of("variant", "on", "breakGlass", true, "reason", "Checkout is down for this tenant.");
        var address = FLAGS + "/" + key + "/tenant-overrides/" + tenant;
        try (var said = LogFixture.of(BreakGlass.class)) {
            operator().body(broken).put(address + "?dryRun=true").then().statusCode(200);
            assertThat(said.lines()).isEmpty();
            operator().body(broken).put(address).then().statusCode(200);
            assertThat(said.lines()).singleElement().asString().contains("BREAK GLASS", key, "Checkout is down");
        }
        as(Role.AUDITOR)
                .get(FLAGS + "/" + key + "/history")
                .then()
                .body("items[0].type", equalTo("flag.changed-by-break-glass"))
                .body("items[0].reason", equalTo("Checkout is down for this tenant."));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> as(Role.PLATFORM_ADMIN)
                        .get("/q/metrics")
                        .then()
                        .body(org.hamcrest.Matchers.matchesRegex("(?s).*\\ncc_flag_break_glass [1-9].*")));
    }

    @Test
    void overrides_come_and_go_and_a_dry_run_tells_for_whom() {
        var tenant = platform.tenant(plane, plan);
        var key = created(null);
        override(key, "plan-overrides/" + plan, "on", "?dryRun=true")
                .statusCode(200)
                .body("effects.total", equalTo(1))
                .body("effects.tenants.id", hasItem(tenant.toString()))
                .body("changes[0].path", equalTo("/planOverrides/" + plan));
        override(key, "plan-overrides/" + plan, "on", "").statusCode(200);
        explain(key, Map.of("tenantId", tenant)).body("decidedBy", equalTo("PLAN_OVERRIDE"));
        override(key, "tenant-overrides/" + tenant, "off", "").statusCode(200);
        explain(key, Map.of("tenantId", tenant))
                .body("decidedBy", equalTo("TENANT_OVERRIDE"))
                .body("value", equalTo(false));
        override(key, "tenant-overrides/" + tenant, "blue", "")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/tenantOverrides/" + tenant));
        override(key, "tenant-overrides/" + UUID.randomUUID(), "on", "")
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));

        operator()
                .delete(FLAGS + "/" + key + "/tenant-overrides/" + tenant + "?reason=test")
                .then()
                .statusCode(200);
        operator()
                .delete(FLAGS + "/" + key + "/tenant-overrides/" + tenant + "?reason=test")
                .then()
                .statusCode(404);
        operator()
                .delete(FLAGS + "/" + key + "/plan-overrides/" + plan + "?reason=test")
                .then()
                .statusCode(200);
        explain(key, Map.of("tenantId", tenant)).body("decidedBy", equalTo("DEFAULT"));
        explain(key, Map.of("context", Map.of("plan", "any")))
                .body("rule", equalTo("/defaultVariant"))
                .body("variant", equalTo("off"));
        explain(key, Map.of("tenantId", UUID.randomUUID())).statusCode(404);
    }
}
