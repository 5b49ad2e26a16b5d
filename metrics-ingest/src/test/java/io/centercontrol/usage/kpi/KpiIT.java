package io.centercontrol.usage.kpi;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.event;
import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tenants do, as a console asks for it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class KpiIT {
    private static final String KPIS = "/api/v1/kpis";
    private static final Instant NOON =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);
    private static final Instant BEFORE = NOON.minus(8, ChronoUnit.DAYS);

    @Inject
    HearEntitlements hearEntitlements;

    @Inject
    Recent recent;

    private CountedFixture counted;

    @BeforeEach
    void begin() {
        counted = new CountedFixture();
    }

    @AfterEach
    void end() {
        counted.close();
    }

    @Test
    void tenants_stand_by_what_they_have_and_by_how_it_moved() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var steady = counted.known();
        var fallen = counted.known();
        var risen = counted.known();
        parcelsOf(steady, key, 6, NOON, "now");
        parcelsOf(steady, key, 5, BEFORE, "then");
        parcelsOf(fallen, key, 1, NOON, "now");
        parcelsOf(fallen, key, 4, BEFORE, "then");
        parcelsOf(risen, key, 4, NOON, "now");
        counted.send(20);

        ranking(key, "")
                .body("tenants.tenantId", contains(ids(steady, risen, fallen)))
                .body("tenants.value", contains(6, 4, 1))
                .body("tenants.before", contains(5, 0, 4))
                .body("tenants.change", contains(1, 4, -3))
                .body("tenants[0].changePercent", equalTo(20.0f))
                .body("tenants[1].changePercent", nullValue())
                .body("currency", nullValue())
                .body("unit", equalTo("parcel"));
        ranking(key, "&order=BOTTOM&limit=2").body("tenants.tenantId", contains(ids(fallen, risen)));
        ranking(key, "&order=UP").body("tenants.tenantId", contains(ids(risen, steady, fallen)));
        ranking(key, "&order=DOWN&limit=1").body("tenants.tenantId", contains(ids(fallen)));
        ranking(key, "&order=UP_RELATIVE").body("tenants.tenantId", contains(ids(steady, fallen)));

        ask("?meters=" + key)
                .body("figures", hasSize(1))
                .body("figures[0].value", equalTo(11))
                .body("figures[0].before", equalTo(9))
                .body("activeTenants.value", greaterThanOrEqualTo(3))
                .body("activeTenants.before", greaterThanOrEqualTo(2));
    }

    @Test
    void money_is_told_by_currency_and_the_home_page_has_all_that_is_set() throws Throwable {
        var tenant = counted.known();
        counted.add(ProducerFixture.worth(tenant, "a" + tenant, 4_900, "EUR", NOON));
        counted.add(ProducerFixture.worth(tenant, "b" + tenant, 700, "CHF", NOON));
        counted.add(ProducerFixture.order(tenant, "a" + tenant, NOON));
        counted.add(event("mau", tenant, null, 1, NOON, Map.of("user", "u1"), MeterGrade.TELEMETRY));
        counted.add(event("mau", tenant, null, 1, NOON.plusSeconds(9), Map.of("user", "u1"), MeterGrade.TELEMETRY));
        counted.add(event("stores", tenant, null, 7, NOON, Map.of(), MeterGrade.TELEMETRY));
        counted.add(event("stores", tenant, null, 3, NOON.plusSeconds(9), Map.of(), MeterGrade.TELEMETRY));
        counted.send(7);
        // Another test may have asked the same a moment ago.
        VertxContextSupport.subscribeAndAwait(recent::renew);

        ask("").body("figures.meter", hasItems("orders", "gmv", "stores", "products", "mau", "api-calls"))
                .body("figures.findAll { it.meter == 'gmv' }.currency", hasItems("CHF", "EUR"));
        as(Role.PLATFORM_VIEWER)
                .get(KPIS + "/tenants?meter=gmv")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("CURRENCY_REQUIRED"));
        ranking("gmv", "&currency=CHF&limit=100")
                .body("tenants.find { it.tenantId == '" + tenant + "' }.value", equalTo(700));
        ranking("mau", "&limit=100").body("tenants.find { it.tenantId == '" + tenant + "' }.value", equalTo(1));
        ranking("stores", "&limit=100").body("tenants.find { it.tenantId == '" + tenant + "' }.value", equalTo(3));
        ask("/tenants/" + tenant)
                .body("figures.findAll { it.meter == 'gmv' }.value", contains(700, 4_900))
                .body("figures.find { it.meter == 'stores' }.value", equalTo(3))
                .body("figures.find { it.meter == 'mau' }.value", equalTo(1))
                .body("figures.find { it.meter == 'products' }.value", equalTo(0));
    }

    @Test
    void how_one_tenant_is_is_told_with_the_reasons() throws Throwable {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var tenant = counted.known();
        counted.entitled(hearEntitlements, tenant);
        parcelsOf(tenant, key, 8, NOON, "now");
        parcelsOf(tenant, key, 20, BEFORE, "then");
        counted.add(ProducerFixture.calls(tenant, 93, Instant.now()));
        counted.send(29);

        ask("/tenants/" + tenant + "?meters=" + key)
                .body("tenantId", equalTo(tenant.toString()))
                .body("health.state", equalTo("BAD"))
                .body("health.sentence", containsString("fell by 60 % against the 7 days before"))
                .body("health.sentence", containsString("93 % of api-calls are used"))
                .body("health.reasons.kind", hasItems("FALLEN", "USED_UP"))
                .body("figures[0].value", equalTo(8))
                .body("figures[0].before", equalTo(20))
                .body("consumption.feature", hasItem("api-calls"))
                .body("consumption[0].used", equalTo(93))
                .body("consumption[0].level", equalTo(90));

        var quiet = counted.known();
        ask("/tenants/" + quiet)
                .body("lastEventAt", nullValue())
                .body("health.sentence", equalTo("Nothing was ever counted."));
    }

    @Test
    void what_is_asked_again_is_given_at_once_and_counted_anew_by_nobody_who_waits() throws Throwable {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var tenant = counted.known();
        parcelsOf(tenant, key, 1, NOON, "first");
        counted.send(1);
        var asOf = ranking(key, "").body("tenants.value", contains(1)).extract().<String>path("asOf");
        parcelsOf(tenant, key, 2, NOON, "second");
        counted.send(2);

        ranking(key, "&order=BOTTOM").body("tenants.value", contains(1)).body("asOf", equalTo(asOf));
        VertxContextSupport.subscribeAndAwait(recent::renew);
        ranking(key, "").body("tenants.value", contains(3)).body("asOf", not(asOf));
    }

    @Test
    void what_is_asked_wrongly_is_refused() {
        as(Role.PLATFORM_VIEWER)
                .get(KPIS + "/tenants/" + EventWriter.newId())
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_NOT_FOUND"));
        for (var wrong : List.of(
                "?from=x",
                "?to=2999-01-01",
                "?from=2026-01-02&to=2026-01-01",
                "?from=2025-01-01&to=2025-12-31",
                "?meters=nothing",
                "?meters=a,,b",
                "/tenants",
                "/tenants?meter=nothing",
                "/tenants?meter=orders&order=MOST",
                "/tenants?meter=orders&limit=101",
                "/tenants?meter=orders&currency=EUR",
                "/tenants?meter=gmv&currency=XYZ",
                "/tenants/x")) {
            as(Role.PLATFORM_VIEWER).get(KPIS + wrong).then().statusCode(400);
        }
        as(Role.TENANT_ADMIN).get(KPIS).then().statusCode(403);
    }

    private void parcelsOf(UUID tenant, String key, int number, Instant at, String name) {
        for (var i = 0; i < number; i++) {
            counted.add(event(
                    key, tenant, name + i + tenant, 1, at.plusSeconds(i), Map.of("carrier", "c"), MeterGrade.BILLING));
        }
    }

    private static String[] ids(UUID... tenants) {
        return java.util.Arrays.stream(tenants).map(UUID::toString).toArray(String[]::new);
    }

    private static ValidatableResponse ranking(String meter, String more) {
        return ask("/tenants?meter=" + meter + more);
    }

    private static ValidatableResponse ask(String question) {
        return as(Role.PLATFORM_VIEWER).get(KPIS + question).then().statusCode(200);
    }
}
