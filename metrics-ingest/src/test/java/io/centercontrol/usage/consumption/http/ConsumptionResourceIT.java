package io.centercontrol.usage.consumption.http;

import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.centercontrol.usage.consumption.Uses;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.consumption.model.Use;
import io.centercontrol.usage.meters.model.Aggregation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tenants have used, as an operator asks for it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class ConsumptionResourceIT {
    private static final String CONSUMPTION = "/api/v1/consumption";
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Inject
    HearEntitlements hearEntitlements;

    @Inject
    Uses uses;

    @Test
    void who_has_reached_a_level_is_found_by_feature() throws Throwable {
        var feature = "f" + UUID.randomUUID();
        var low = tenant(feature, 100);
        var high = tenant(feature, 100);
        use(low, feature, 76);
        use(high, feature, 91);
        await().atMost(BOUND)
                .untilAsserted(() -> ask("?level=75&feature=" + feature).body("items", hasSize(2)));
        ask("?level=90&feature=" + feature)
                .body("items", hasSize(1))
                .body("items[0].tenantId", equalTo(high.toString()))
                .body("items[0].used", equalTo(91))
                .body("items[0].level", equalTo(90))
                .body("items[0].most", equalTo(100))
                .body("items[0].kind", equalTo("METER"))
                .body("items[0].period", equalTo("MONTH"))
                .body("items[0].periodEnd", notNullValue());
        ask("?level=100&feature=" + feature).body("items", hasSize(0));
        ask("?tenantId=" + low).body("items.feature", contains(feature, "stores"));

        var first = ask("?limit=1&feature=" + feature).body("total", equalTo(2)).extract();
        ask("?limit=1&feature=" + feature + "&cursor=" + first.path("next"))
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void one_tenant_is_shown_as_it_is_counted_by_now() throws Throwable {
        var feature = "f" + UUID.randomUUID();
        var tenant = tenant(feature, 10);
        use(tenant, feature, 5);
        as(Role.BILLING)
                .get("/api/v1/tenants/" + tenant + "/consumption")
                .then()
                .statusCode(200)
                .body("tenantId", equalTo(tenant.toString()))
                .body("features.feature", contains(feature, "stores"))
                .body("features.used", contains(5, 0))
                .body("features[1].kind", equalTo("LIMIT"))
                .body("features[1].most", nullValue())
                .body("features[1].unlimited", equalTo(true))
                .body("features[1].periodStart", nullValue());
    }

    @Test
    void what_is_asked_wrongly_is_refused() {
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/tenants/" + EventWriter.newId() + "/consumption")
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));
        for (var question : List.of("?level=80", "?level=x", "?tenantId=x", "?cursor=x", "?limit=0")) {
            as(Role.PLATFORM_VIEWER).get(CONSUMPTION + question).then().statusCode(400);
        }
        as(Role.TENANT_ADMIN).get(CONSUMPTION).then().statusCode(403);
    }

    private static ValidatableResponse ask(String question) {
        return as(Role.PLATFORM_VIEWER).get(CONSUMPTION + question).then().statusCode(200);
    }

    private UUID tenant(String feature, long most) throws Throwable {
        var tenant = EventWriter.newId();
        var entitled = new Consumptions.Entitled(
                new TenantId(tenant),
                1,
                List.of(
                        new Granted(feature, Kind.METER, false, most, true, Period.MONTH),
                        new Granted("stores", Kind.LIMIT, true, 0, true, Period.NONE)));
        VertxContextSupport.subscribeAndAwait(() -> hearEntitlements.run(new HearEntitlements.Command(entitled)));
        return tenant;
    }

    private void use(UUID tenant, String feature, long amount) throws Throwable {
        month();
        VertxContextSupport.subscribeAndAwait(() -> uses.add(List.of(new Use(
                new TenantId(tenant), feature, "api-calls", Aggregation.COUNT, Map.of(), amount, Instant.now()))));
    }

    private static void month() throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.execute(
                    "select make_consumption_month(cast(date_trunc('month', now() at time zone 'UTC') as date))");
        }
    }
}
