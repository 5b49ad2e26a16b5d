package io.centercontrol.plans.subscription.http;

import static io.centercontrol.plans.subscription.http.SubscriptionFixture.as;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.assign;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.awaitSubscribed;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.override;
import static io.centercontrol.plans.subscription.http.SubscriptionFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class MigrationIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final String plan = "m-" + UUID.randomUUID().toString().substring(0, 8);
    private PlatformFixture platform;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        platform.governance(1, "basic", 10);
        admin(Map.of("key", plan, "name", "Moved", "grants", Map.of("products", Map.of("most", 10))), "/api/v1/plans")
                .statusCode(201);
        publish(1);
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void a_group_is_looked_at_and_then_moved_tenant_by_tenant() {
        var plain = subscribed(3);
        var overridden = subscribed(1).getFirst();
        override(overridden, "products", Map.of("grant", Map.of("most", 5))).statusCode(200);
        var scheduled = subscribed(1).getFirst();
        assign(
                        scheduled,
                        Map.of(
                                "plan",
                                "standard",
                                "at",
                                Instant.now().plus(Duration.ofDays(3)).toString()))
                .statusCode(200);
        var leaving = subscribed(1).getFirst();
        platform.tenant(leaving, 2, TenantStatus.ERASING, plan);
        Awaitility.await()
                .atMost(BOUND)
                .until(() -> assign(leaving, Map.of("plan", "basic")).extract().statusCode() == 409);
        draftSecond();

        var id = preview()
                .statusCode(201)
                .body("state", equalTo("PREVIEWED"))
                .body("counts.total", equalTo(6))
                .body("counts.pending", equalTo(4))
                .body("counts.skipped", equalTo(2))
                .body("common.feature", contains("loyalty", "products"))
                .body("common[1].before.most", equalTo(10))
                .body("common[1].after.most", equalTo(20))
                .extract()
                .<String>path("id");
        tenants(id, "SKIPPED")
                .body("total", equalTo(2))
                .body("items.find { it.tenantId == '" + scheduled + "' }.conflict", equalTo("SCHEDULED"))
                .body("items.find { it.tenantId == '" + leaving + "' }.conflict", equalTo("LEAVING"));
        tenants(id, "PENDING")
                .body("items.find { it.tenantId == '" + overridden + "' }.changes.feature", contains("loyalty"))
                .body("items.find { it.tenantId == '" + plain.getFirst() + "' }.changes", hasSize(2))
                .body("items[0].slug", notNullValue());
        show(plain.getFirst()).body("plan.version", equalTo(1));

        step(id, "start").statusCode(200).body("state", equalTo("RUNNING"));
        awaitState(id, "DONE")
                .body("counts.moved", equalTo(4))
                .body("counts.pending", equalTo(0))
                .body("endedAt", notNullValue());
        for (var tenant : plain) {
            show(tenant).body("plan.version", equalTo(2)).body("kind", equalTo("MIGRATION"));
        }
        show(scheduled).body("plan.version", equalTo(1)).body("scheduled", hasSize(1));
        tenants(id, "MOVED").body("items[0].eventId", notNullValue());
        step(id, "start").statusCode(409).body("code", equalTo("MIGRATION_DONE"));
    }

    @Test
    void what_happened_since_the_preview_counts() {
        var tenants = subscribed(2);
        draftSecond();
        var id = preview().statusCode(201).extract().<String>path("id");
        assign(tenants.getFirst(), Map.of("plan", "standard")).statusCode(200);

        step(id, "start").statusCode(200);

        awaitState(id, "DONE").body("counts.moved", equalTo(1)).body("counts.skipped", equalTo(1));
        tenants(id, "SKIPPED").body("items[0].conflict", equalTo("NOT_ON_PLAN"));
        show(tenants.getFirst()).body("plan.key", equalTo("standard"));
    }

    @Test
    void a_migration_stops_and_goes_on_where_it_was() {
        var tenants = subscribed(120);
        draftSecond();
        var id = preview()
                .statusCode(201)
                .body("counts.pending", equalTo(120))
                .extract()
                .<String>path("id");
        step(id, "stop").statusCode(409).body("code", equalTo("MIGRATION_NOT_RUNNING"));
        step(id, "start").statusCode(200);
        Awaitility.await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(() -> moved(id) > 0);
        var stopped = step(id, "stop").extract();
        if (stopped.statusCode() == 200) {
            var then = stopped.<Integer>path("counts.moved");
            assertThat(moved(id)).isEqualTo(then);
            step(id, "resume").statusCode(200).body("state", equalTo("RUNNING"));
        }

        awaitState(id, "DONE").body("counts.moved", equalTo(120));
        for (var tenant : tenants) {
            show(tenant).body("plan.version", equalTo(2)).body("version", equalTo(2));
        }
    }

    @Test
    void stops_by_itself_when_its_version_is_retired() {
        subscribed(1);
        draftSecond();
        var id = preview().statusCode(201).extract().<String>path("id");
        admin(Map.of("reason", "a mistake"), "/api/v1/plans/" + plan + "/versions/2/retire")
                .statusCode(200);

        step(id, "start").statusCode(200);

        assertThat(awaitState(id, "STOPPED").extract().<String>path("note")).contains("is not published any more");
    }

    @Test
    void a_version_that_tenants_have_is_not_retired_by_mistake() {
        subscribed(2);

        admin(Map.of("reason", "old"), "/api/v1/plans/" + plan + "/versions/1/retire")
                .statusCode(409)
                .body("code", equalTo("PLAN_IN_USE"))
                .body("tenants", equalTo(2));
        admin(Map.of("reason", "old", "evenInUse", true), "/api/v1/plans/" + plan + "/versions/1/retire")
                .statusCode(200);
    }

    @Test
    void refuses_what_makes_no_sense() {
        admin(Map.of("reason", "r", "from", Map.of("plan", plan, "version", 1), "to", Map.of("plan", plan)), PATH)
                .statusCode(400)
                .body("code", equalTo("SAME_VERSION"));
        admin(Map.of("reason", "r", "from", Map.of("plan", "gold", "version", 1), "to", Map.of("plan", plan)), PATH)
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PLAN"));
        admin(Map.of("reason", "r", "from", Map.of("plan", plan, "version", 7), "to", Map.of("plan", plan)), PATH)
                .statusCode(400)
                .body("code", equalTo("NO_SUCH_PLAN_VERSION"))
                .body("errors[0].pointer", equalTo("/from/version"));
        admin(Map.of("reason", "r", "to", Map.of("plan", plan)), PATH)
                .statusCode(400)
                .body("code", equalTo("REQUIRED"));
        as(Role.PLATFORM_VIEWER).get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
        as(Role.PLATFORM_OPERATOR).body(Map.of("reason", "r")).post(PATH).then().statusCode(403);
    }

    @Test
    void a_dry_run_keeps_nothing() {
        subscribed(1);
        draftSecond();
        var id = admin(
                        Map.of(
                                "reason", "what if",
                                "from", Map.of("plan", plan, "version", 1),
                                "to", Map.of("plan", plan)),
                        PATH + "?dryRun=true")
                .statusCode(200)
                .body("counts.pending", equalTo(1))
                .extract()
                .<String>path("id");
        as(Role.PLATFORM_VIEWER).get(PATH + "/" + id).then().statusCode(404);
        as(Role.PLATFORM_VIEWER)
                .get(PATH + "?limit=1")
                .then()
                .statusCode(200)
                .body("items.findAll { it.id == '" + id + "' }", empty());
    }

    private static final String PATH = "/api/v1/migrations";

    private List<UUID> subscribed(int number) {
        var tenants = new ArrayList<UUID>();
        for (var i = 0; i < number; i++) {
            tenants.add(platform.registered(plan));
        }
        tenants.forEach(SubscriptionFixture::awaitSubscribed);
        awaitSubscribed(tenants.getLast());
        return tenants;
    }

    private void draftSecond() {
        var etag = as(Role.PLATFORM_VIEWER).get("/api/v1/plans/" + plan).header("ETag");
        as(Role.PLATFORM_ADMIN)
                .header("If-Match", etag)
                .body(Map.of("grants", Map.of("products", Map.of("most", 20), "loyalty", Map.of("on", true))))
                .put("/api/v1/plans/" + plan + "/draft")
                .then()
                .statusCode(200);
        publish(2);
    }

    private void publish(int version) {
        admin(Map.of("reason", "for a test"), "/api/v1/plans/" + plan + "/versions/" + version + "/publish")
                .statusCode(200);
    }

    private ValidatableResponse preview() {
        return admin(
                Map.of(
                        "reason", "everybody shall have more",
                        "from", Map.of("plan", plan, "version", 1),
                        "to", Map.of("plan", plan, "version", 2)),
                PATH);
    }

    private static ValidatableResponse admin(Map<String, ?> body, String path) {
        return as(Role.PLATFORM_ADMIN).body(body).post(path).then();
    }

    private static ValidatableResponse step(String id, String step) {
        return admin(Map.of("reason", "because of a test"), PATH + "/" + id + "/" + step);
    }

    private static ValidatableResponse tenants(String id, String state) {
        return as(Role.PLATFORM_VIEWER)
                .get(PATH + "/" + id + "/tenants?state=" + state)
                .then()
                .statusCode(200);
    }

    private static int moved(String id) {
        return as(Role.PLATFORM_VIEWER).get(PATH + "/" + id).path("counts.moved");
    }

    private static ValidatableResponse awaitState(String id, String state) {
        Awaitility.await()
                .atMost(BOUND)
                .until(() -> state.equals(
                        as(Role.PLATFORM_VIEWER).get(PATH + "/" + id).path("state")));
        return as(Role.PLATFORM_VIEWER).get(PATH + "/" + id).then();
    }
}
