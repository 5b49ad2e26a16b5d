package io.centercontrol.flags.limits.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.limits.ForgetTenant;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rate limits of tenants and plans: set, changed, ended, found, and what holds of them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class RateLimitIT {
    @Inject
    DataPlane plane;

    @Inject
    ForgetTenant forgetTenant;

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
    void one_is_set_changed_removed_and_restored() {
        var at = ofPlan(plan, "checkout");
        put(at, "If-None-Match", "*", body(10, 1))
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("id", equalTo("plan/" + plan + "/checkout"))
                .body("burst", equalTo(10))
                .body("stage", equalTo("SHADOW"))
                .body("changes.path", contains("/permits", "/perSeconds", "/burst", "/stage"))
                .body("effect.holds.version", equalTo(1))
                .body("eventId", notNullValue());
        put(at, "If-None-Match", "*", body(10, 1)).statusCode(409).body("code", equalTo("RATE_LIMIT_EXISTS"));
        put(at, "If-Match", "\"1\"", body(20, 1)).statusCode(200).body("version", equalTo(2));
        put(at, "If-Match", "\"2\"", body(20, 1))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("changes", hasSize(0));
        put(at, "If-Match", "\"1\"", body(30, 1)).statusCode(412).body("code", equalTo("STALE_VERSION"));
        operator().body(body(30, 1)).put(at).then().statusCode(428);
        put(ofPlan(plan, "other"), "If-Match", "\"1\"", body(1, 1)).statusCode(404);

        operator().delete(at).then().statusCode(400).body("code", equalTo("REASON_REQUIRED"));
        operator()
                .header("If-Match", "\"1\"")
                .delete(at + "?reason=test")
                .then()
                .statusCode(412);
        operator()
                .delete(at + "?reason=test")
                .then()
                .statusCode(200)
                .body("removed", equalTo(true))
                .body("version", equalTo(3))
                .body("effect.holds", nullValue());
        operator().get(at).then().statusCode(404).body("code", equalTo("RATE_LIMIT_NOT_FOUND"));
        operator().delete(at + "?reason=test").then().statusCode(404);

        put(at, "If-None-Match", "*", body(20, 1)).statusCode(200).body("version", equalTo(4));
        operator().get(at).then().statusCode(200).header("ETag", equalTo("\"4\""));
        as(Role.AUDITOR)
                .get(at + "/history?limit=3")
                .then()
                .statusCode(200)
                .body("total", equalTo(4))
                .body("next", notNullValue())
                .body("items.type", contains("rate-limit.restored", "rate-limit.removed", "rate-limit.changed"))
                .body("items[0].reason", equalTo("because of a test"));
    }

    @Test
    void a_dry_run_says_what_would_hold_and_leaves_nothing() {
        var tenant = platform.tenant(plane, plan);
        put(ofPlan(plan, "checkout"), "If-None-Match", "*", body(5, 1)).statusCode(201);
        var at = ofTenant(tenant, "checkout");
        put(at + "?dryRun=true", "If-None-Match", "*", body(50, 1))
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("eventId", nullValue())
                .body("changes.path", hasItem("/permits"))
                .body("effect.holds.permits", equalTo(50));
        operator().get(at).then().statusCode(404);

        put(at, "If-None-Match", "*", body(50, 1)).statusCode(201);
        operator()
                .delete(at + "?reason=test&dryRun=true")
                .then()
                .statusCode(200)
                .body("effect.known", equalTo(true))
                .body("effect.holds.id", equalTo("plan/" + plan + "/checkout"));
        put(ofPlan(plan, "checkout") + "?dryRun=true", "If-Match", "*", body(6, 1))
                .statusCode(200)
                .body("effect.tenantsWithTheirOwn", equalTo(1))
                .body("changes.path", contains("/permits", "/burst"));
        operator().get(at).then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void what_holds_for_a_tenant_is_its_own_or_else_its_plans() {
        var tenant = platform.tenant(plane, plan);
        var effective = "/api/v1/tenants/" + tenant + "/rate-limits";
        as(Role.PLATFORM_VIEWER)
                .get(effective)
                .then()
                .statusCode(200)
                .body("plan", equalTo(plan))
                .body("items", hasSize(0));
        put(ofPlan(plan, "checkout"), "If-None-Match", "*", body(5, 1)).statusCode(201);
        put(ofPlan(plan, "search"), "If-None-Match", "*", body(7, 1)).statusCode(201);
        put(ofTenant(tenant, "checkout"), "If-None-Match", "*", body(50, 1)).statusCode(201);
        as(Role.PLATFORM_VIEWER)
                .get(effective)
                .then()
                .statusCode(200)
                .body("items.callClass", contains("checkout", "search"))
                .body("items[0].holds.permits", equalTo(50))
                .body("items[0].insteadOf.permits", equalTo(5))
                .body("items[1].holds.permits", equalTo(7))
                .body("items[1].insteadOf", nullValue());
        operator().delete(ofTenant(tenant, "checkout") + "?reason=test").then().statusCode(200);
        as(Role.PLATFORM_VIEWER)
                .get(effective)
                .then()
                .body("items[0].holds.permits", equalTo(5))
                .body("items[0].insteadOf", nullValue());
        operator()
                .get("/api/v1/tenants/" + UUID.randomUUID() + "/rate-limits")
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));
        put(ofTenant(UUID.randomUUID(), "checkout"), "If-None-Match", "*", body(5, 1))
                .statusCode(404);
    }

    @Test
    void its_time_ends_it() {
        var at = ofPlan(plan, "checkout");
        var body = body(5, 1);
        body.put("expiresAt", Instant.now().minusSeconds(1).toString());
        put(at, "If-None-Match", "*", body).statusCode(400).body("code", equalTo("EXPIRES_IN_THE_PAST"));
        body.put("expiresAt", "+1000000-01-01T00:00:00Z");
        put(at, "If-None-Match", "*", body).statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        body.put("expiresAt", Instant.now().plusMillis(1_500).toString());
        put(at, "If-None-Match", "*", body).statusCode(201);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> operator().get(at).then().statusCode(404));
        operator()
                .get(at + "/history")
                .then()
                .body("items.type", contains("rate-limit.expired", "rate-limit.set"))
                .body("items[0].actor.id", equalTo("flag-service"));
    }

    @Test
    void they_are_found_by_what_they_are_and_page_by_page() {
        for (var callClass : List.of("a", "b", "c")) {
            put(ofPlan(plan, callClass), "If-None-Match", "*", body(5, 1)).statusCode(201);
        }
        var enforced = body(5, 1);
        enforced.put("stage", "ENFORCE");
        put(ofPlan(plan, "d"), "If-None-Match", "*", enforced).statusCode(201);
        operator().delete(ofPlan(plan, "a") + "?reason=test").then().statusCode(200);
        var list = "/api/v1/rate-limits?plan=" + plan;
        operator().get(list).then().body("total", equalTo(3)).body("items.callClass", contains("b", "c", "d"));
        operator().get(list + "&stage=ENFORCE").then().body("items.callClass", contains("d"));
        operator().get(list + "&callClass=c").then().body("items.callClass", contains("c"));
        operator().get(list + "&removed=true").then().body("items.callClass", contains("a"));
        operator()
                .get("/api/v1/rate-limits?limit=500&tenantId=" + UUID.randomUUID())
                .then()
                .body("items", hasSize(0));
        var seen = new ArrayList<String>();
        @Nullable String cursor = "";
        while (cursor != null) {
            var page = operator().get(list + "&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.addAll(page.<List<String>>path("items.callClass"));
            cursor = page.path("next");
        }
        assertThat(seen).containsExactly("b", "c", "d");
        operator().get(list + "&stage=NOTHING").then().statusCode(400);
        operator().get(list + "&cursor=*").then().statusCode(400);
    }

    @Test
    void there_are_only_so_many_of_one() {
        for (var i = 0; i < 100; i++) {
            put(ofPlan(plan, "c" + i), "If-None-Match", "*", body(5, 1)).statusCode(201);
        }
        put(ofPlan(plan, "c100"), "If-None-Match", "*", body(5, 1))
                .statusCode(409)
                .body("code", equalTo("TOO_MANY_RATE_LIMITS"))
                .body("most", equalTo(100));
        put(ofPlan(plan, "c99"), "If-Match", "*", body(6, 1)).statusCode(200);
        operator().delete(ofPlan(plan, "c0") + "?reason=test").then().statusCode(200);
        put(ofPlan(plan, "c100"), "If-None-Match", "*", body(5, 1)).statusCode(201);
    }

    @Test
    void a_forgotten_tenant_has_none_and_gets_none() throws Throwable {
        var tenant = platform.tenant(plane, plan);
        put(ofTenant(tenant, "checkout"), "If-None-Match", "*", body(5, 1)).statusCode(201);
        put(ofPlan(plan, "checkout"), "If-None-Match", "*", body(5, 1)).statusCode(201);
        var command =
                new ForgetTenant.Command(new TenantId(tenant), new Cause(Actor.service("test"), "a test", null, null));
        VertxContextSupport.subscribeAndAwait(() -> forgetTenant.run(command));
        VertxContextSupport.subscribeAndAwait(() -> forgetTenant.run(command));
        operator().get(ofTenant(tenant, "checkout")).then().statusCode(404);
        operator().get(ofTenant(tenant, "checkout") + "/history").then().statusCode(404);
        put(ofTenant(tenant, "checkout"), "If-None-Match", "*", body(5, 1))
                .statusCode(409)
                .body("code", equalTo("TENANT_IS_LEAVING"));
        operator().get(ofPlan(plan, "checkout")).then().statusCode(200);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        put(ofPlan(plan, "Check Out"), "If-None-Match", "*", body(5, 1))
                .statusCode(400)
                .body("code", equalTo("INVALID_CALL_CLASS"));
        put(ofPlan(plan, "checkout"), "If-None-Match", "*", Map.of("reason", "test"))
                .statusCode(400)
                .body("errors.pointer", contains("/permits", "/perSeconds"));
        put(ofPlan(plan, "checkout"), "If-None-Match", "*", Map.of("permits", 5, "perSeconds", 1))
                .statusCode(400)
                .body("code", equalTo("REASON_REQUIRED"));
        put(ofPlan(plan, "checkout"), "If-None-Match", "\"1\"", body(5, 1))
                .statusCode(400)
                .body("code", equalTo("INVALID_IF_NONE_MATCH"));
        put("/api/v1/tenants/no-id/rate-limits/checkout", "If-None-Match", "*", body(5, 1))
                .statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void operators_set_them_and_the_platform_sees_them(Role role) {
        var sees = role.isOfPlatform() && role != Role.BILLING;
        var sets = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;
        assertThat(as(role).get("/api/v1/rate-limits").statusCode()).isEqualTo(sees ? 200 : 403);
        assertThat(as(role).header("If-None-Match", "*")
                        .body(body(5, 1))
                        .put(ofPlan(plan, "checkout") + "?dryRun=true")
                        .statusCode())
                .isEqualTo(sets ? 200 : 403);
        given().get("/api/v1/rate-limits").then().statusCode(401);
    }

    private static Map<String, Object> body(long permits, int perSeconds) {
        return new HashMap<>(Map.of("permits", permits, "perSeconds", perSeconds, "reason", "because of a test"));
    }

    private static ValidatableResponse put(String at, String header, String value, Map<String, Object> body) {
        return operator().header(header, value).body(body).put(at).then();
    }

    private static String ofPlan(String plan, String callClass) {
        return "/api/v1/plans/" + plan + "/rate-limits/" + callClass;
    }

    private static String ofTenant(UUID tenant, String callClass) {
        return "/api/v1/tenants/" + tenant + "/rate-limits/" + callClass;
    }

    private static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }
}
