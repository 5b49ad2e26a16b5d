package io.centercontrol.usage.statements.http;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.worth;
import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.billing.Statement;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.statements.CloseStatement;
import io.centercontrol.usage.statements.kafka.StatementFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements as billing asks for them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class StatementResourceIT {
    private static final String STATEMENTS = "/api/v1/statements";
    private static final Map<String, String> BILLED = Map.of("reason", "a merger");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    CloseStatement closeStatement;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    /** A tenant with two statements, the second with usage and an adjustment of the first. */
    private Statement second() throws Throwable {
        var registered = NOW.minus(34, ChronoUnit.DAYS);
        try (var plane = new StatementFixture(registered);
                var producer = new ProducerFixture()) {
            plane.stands(1, TenantStatus.ACTIVE, registered);
            plane.statement(1);
            plane.awaitKnown();
            producer.send(
                    1,
                    calls(plane.tenant(), 6, NOW.minus(10, ChronoUnit.DAYS)),
                    worth(plane.tenant(), "o1-" + plane.tenant(), 4_900, "EUR", NOW),
                    calls(plane.tenant(), 12, NOW));
            plane.awaitCounted("api-calls", 18);
            VertxContextSupport.subscribeAndAwait(() -> closeStatement.run(
                    new CloseStatement.Command(new TenantId(plane.tenant()), NOW.plus(40, ChronoUnit.DAYS))));
            return plane.statement(2);
        }
    }

    @Test
    void a_statement_is_found_and_shown_and_listed_and_posted() throws Throwable {
        var second = second();
        var tenant = second.getTenantId();
        var at = STATEMENTS + "/" + tenant + "/2";

        as(Role.BILLING)
                .get(STATEMENTS + "?tenantId=" + tenant)
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.number", equalTo(List.of(1, 2)));
        var month = YearMonth.from(second.getPeriodStart().atOffset(ZoneOffset.UTC));
        as(Role.PLATFORM_VIEWER)
                .get(STATEMENTS + "?tenantId=" + tenant + "&period=" + month)
                .then()
                .body("items.hash", equalTo(List.of(second.getHash())));
        var first = as(Role.AUDITOR)
                .get(STATEMENTS + "?limit=1&tenantId=" + tenant)
                .then()
                .extract();
        as(Role.AUDITOR)
                .get(STATEMENTS + "?limit=1&tenantId=" + tenant + "&cursor=" + first.path("next"))
                .then()
                .body("items.number", equalTo(List.of(2)))
                .body("next", nullValue());
        as(Role.BILLING)
                .get(at)
                .then()
                .statusCode(200)
                .body("hash", equalTo(second.getHash()))
                .body("previousHash", equalTo(second.getPreviousHash()))
                .body("content.usage.meter", equalTo(List.of("api-calls", "gmv")))
                .body("content.usage.quantity", equalTo(List.of(12, 4_900)))
                .body("content.adjustments[0].statement", equalTo(1))
                .body("content.adjustments[0].quantity", equalTo(6));
        posted(at, tenant, second);
        tables(at);
        recomputed(at, tenant);
    }

    private static void posted(String at, UUID tenant, Statement second) {
        as(Role.BILLING)
                .get(at + "/stripe")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items[0].event_name", equalTo("api-calls"))
                .body("items[0].identifier", matchesPattern("st_[0-9a-f]{40}"))
                .body("items[0].timestamp", equalTo((int) (second.getPeriodEnd().getEpochSecond() - 1)))
                .body("items[0].payload.stripe_customer_id", equalTo(tenant.toString()))
                .body("items.payload.value", equalTo(List.of("12", "4900", "6")))
                .body("items[1].payload.currency", equalTo("EUR"))
                .body("items[2].payload.adjusts", equalTo("1"));
        as(Role.BILLING)
                .get(at + "/openmeter")
                .then()
                .body("items.specversion", hasItem("1.0"))
                .body("items.subject", hasItem(tenant.toString()))
                .body("items.data.value", equalTo(List.of("12", "4900", "6")));
        as(Role.BILLING)
                .get(at + "/lago?limit=2")
                .then()
                .body("items.event.code", equalTo(List.of("api-calls", "gmv")))
                .body("items.event.properties.value", equalTo(List.of("12", "4900")))
                .body("next", notNullValue());
        var ids = as(Role.BILLING).get(at + "/stripe").then().extract().<List<String>>path("items.identifier");
        as(Role.BILLING).get(at + "/lago").then().body("items.event.transaction_id", containsInAnyOrder(ids.toArray()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void tables(String at) {
        var lines = as(Role.BILLING)
                .accept("application/x-ndjson")
                .get(at + "/openmeter")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .split("\n");
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("{\"specversion\":\"1.0\""));
        var table = as(Role.BILLING)
                .accept("text/csv")
                .get(at + "/lines")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .split("\r\n");
        assertThat(table[0]).startsWith("number,kind,key,");
        assertThat(table)
                .anyMatch(row -> row.startsWith("2,USAGE,gmv,"))
                .anyMatch(row -> row.startsWith("2,ADJUSTMENT,"));
    }

    private static void recomputed(String at, UUID tenant) throws Throwable {
        as(Role.AUDITOR)
                .post(at + "/recompute")
                .then()
                .statusCode(200)
                .body("same", equalTo(true))
                .body("differences", hasSize(0));
        StatementFixture.tamper(
                "update statement set document = jsonb_set(document, '{content,usage,0,quantity}', '13')"
                        + " where number = 2 and tenant_id = '" + tenant + "'");
        as(Role.AUDITOR)
                .post(at + "/recompute")
                .then()
                .statusCode(200)
                .body("same", equalTo(false))
                .body("differences.line", equalTo(List.of("USAGE api-calls")));
        as(Role.PLATFORM_VIEWER).post(at + "/recompute").then().statusCode(403);
    }

    @Test
    void a_period_can_be_closed_before_its_end() {
        var registered = NOW.minus(34, ChronoUnit.DAYS);
        try (var plane = new StatementFixture(registered);
                var producer = new ProducerFixture()) {
            plane.stands(1, TenantStatus.ACTIVE, registered);
            plane.statement(1);
            plane.awaitKnown();
            producer.send(1, calls(plane.tenant(), 6, NOW));
            plane.awaitCounted("api-calls", 6);
            var at = STATEMENTS + "/" + plane.tenant();
            var ends = as(Role.BILLING).get(at + "/open").then().extract().<String>path("periodEnd");
            as(Role.BILLING).body(Map.of()).post(at + "/close").then().statusCode(400);
            as(Role.AUDITOR).body(BILLED).post(at + "/close").then().statusCode(403);
            as(Role.BILLING)
                    .body(BILLED)
                    .post(STATEMENTS + "/" + UUID.randomUUID() + "/close")
                    .then()
                    .statusCode(404);

            as(Role.BILLING)
                    .body(BILLED)
                    .post(at + "/close")
                    .then()
                    .statusCode(201)
                    .header("Location", endsWith(at + "/2"))
                    .body("last", equalTo(false))
                    .body("content.usage.quantity", equalTo(List.of(6)));

            var second = plane.statement(2);
            assertThat(second.getChange().getReason()).isEqualTo("a merger");
            assertThat(second.getPeriodEnd())
                    .isAfter(NOW)
                    .isBefore(Instant.now().plusSeconds(61));
            producer.send(7, calls(plane.tenant(), 3, NOW));
            plane.awaitCounted("api-calls", 9);
            as(Role.BILLING)
                    .get(at + "/open")
                    .then()
                    .body("periodStart", equalTo(second.getPeriodEnd().toString()))
                    .body("periodEnd", equalTo(ends))
                    .body("content.adjustments.statement", equalTo(List.of(2)))
                    .body("content.adjustments.quantity", equalTo(List.of(3)));
            as(Role.AUDITOR).post(at + "/2/recompute").then().body("same", equalTo(true));
        }
    }

    @Test
    void the_open_period_is_shown_with_what_it_will_be() {
        var registered = NOW.minus(Duration.ofDays(20));
        try (var plane = new StatementFixture(registered);
                var producer = new ProducerFixture()) {
            plane.stands(1, TenantStatus.ACTIVE, registered);
            Awaitility.await()
                    .atMost(StatementFixture.BOUND)
                    .until(() -> as(Role.BILLING)
                                    .get(STATEMENTS + "/" + plane.tenant() + "/open")
                                    .statusCode()
                            == 200);
            plane.awaitKnown();
            producer.send(1, calls(plane.tenant(), 1_000, NOW));
            plane.awaitCounted("api-calls", 1_000);
            var projected = as(Role.BILLING)
                    .get(STATEMENTS + "/" + plane.tenant() + "/open")
                    .then()
                    .statusCode(200)
                    .body("number", equalTo(1))
                    .body("content.usage[0].quantity", equalTo(1_000))
                    .body("content.statuses[0].status", equalTo("ACTIVE"))
                    .extract()
                    .<Integer>path("projections[0].quantity");
            // 20 of 30 days or so are over.
            assertThat(projected).isBetween(1_350, 1_600);
        }
    }

    @Test
    void bad_questions_are_refused() {
        var tenant = UUID.randomUUID();
        as(Role.BILLING).get(STATEMENTS + "?period=2026-13").then().statusCode(400);
        as(Role.BILLING).get(STATEMENTS + "?tenantId=x").then().statusCode(400);
        as(Role.BILLING).get(STATEMENTS + "?cursor=x").then().statusCode(400);
        as(Role.BILLING).get(STATEMENTS + "/x/1").then().statusCode(400);
        as(Role.BILLING).get(STATEMENTS + "/" + tenant + "/0").then().statusCode(400);
        as(Role.BILLING).get(STATEMENTS + "/" + tenant + "/-1").then().statusCode(400);
        as(Role.BILLING)
                .get(STATEMENTS + "/" + tenant + "/9999999999999999999")
                .then()
                .statusCode(400);
        as(Role.BILLING)
                .get(STATEMENTS + "/" + tenant + "/1")
                .then()
                .statusCode(404)
                .body("code", equalTo("STATEMENT_NOT_FOUND"));
        as(Role.BILLING)
                .get(STATEMENTS + "/" + tenant + "/open")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_OPEN_PERIOD"));
        as(Role.BILLING).post(STATEMENTS + "/" + tenant + "/1/recompute").then().statusCode(404);
        as(Role.TENANT_ADMIN).get(STATEMENTS).then().statusCode(403);
    }
}
