package io.centercontrol.usage.consumption.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.event;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.BOUND;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.daily;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.limit;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.monthly;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.of;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.reached;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.text;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.unlimited;
import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static io.centercontrol.usage.meters.http.MeterFixture.revise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.Task;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.consumption.TidyConsumption;
import io.centercontrol.usage.consumption.Uses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What producers tell and plan-service grants, as it is told on {@code cc.consumption.v1} then. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class ConsumptionIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    TidyConsumption tidyConsumption;

    @Inject
    Uses uses;

    private ConsumptionFixture plane;
    private ProducerFixture producer;
    private UUID tenant;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @BeforeEach
    void begin() {
        plane = new ConsumptionFixture();
        producer = new ProducerFixture();
        tenant = plane.tenant();
        awaitKnown();
    }

    @AfterEach
    void end() {
        plane.close();
        producer.close();
    }

    @Test
    void what_is_used_is_told_with_each_threshold_once_however_often_it_is_heard() {
        plane.entitled(1, monthly("api-calls", 100));
        assertThat(plane.awaitUsed("api-calls", 0).getLevel()).isZero();
        producer.send(1, calls(tenant, 70, NOW), calls(tenant, 6, NOW));
        plane.awaitUsed("api-calls", 76);
        producer.send(1, calls(tenant, 70, NOW), calls(tenant, 6, NOW));
        producer.send(3, calls(tenant, 44, NOW));
        producer.send(3, calls(tenant, 44, NOW));
        var full = plane.awaitUsed("api-calls", 120);
        producer.send(4, calls(tenant, 1, NOW));
        plane.awaitUsed("api-calls", 121);

        assertThat(full.getLevel()).isEqualTo(100);
        assertThat(full.getGrant().getMost()).isEqualTo(100);
        var month = LocalDate.ofInstant(NOW, ZoneOffset.UTC).withDayOfMonth(1);
        assertThat(full.getPeriodStart())
                .isEqualTo(month.atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(full.getPeriodEnd())
                .isEqualTo(month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        var told = plane.allWithin(Duration.ofSeconds(1));
        assertThat(reached(told))
                .containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90", "api-calls PERCENT_100");
        assertGapless(told);
        assertThat(told)
                .filteredOn(one -> !reached(List.of(one)).isEmpty())
                .extracting(one -> one.getChange().getType())
                .containsOnly("consumption.threshold-reached");
        assertThat(told.getFirst().getChange().getType()).isEqualTo("consumption.changed");
    }

    @Test
    void batches_at_the_same_time_lose_nothing_and_tell_nothing_twice() throws InterruptedException {
        plane.entitled(1, monthly("api-calls", 2_000), daily("exports", 5));
        plane.awaitUsed("api-calls", 0);
        var producers =
                IntStream.range(0, 4).mapToObj(i -> new ProducerFixture()).toList();
        var threads = producers.stream()
                .map(one -> Thread.ofVirtual()
                        .start(() -> LongStream.rangeClosed(1, 50).forEach(number -> {
                            one.send(number, calls(tenant, 10, NOW));
                            one.send(number, calls(tenant, 10, NOW));
                        })))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        producers.forEach(ProducerFixture::close);
        plane.awaitUsed("api-calls", 2_000);

        var told = plane.allWithin(Duration.ofSeconds(1));
        assertThat(reached(told))
                .containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90", "api-calls PERCENT_100");
        assertGapless(told);
    }

    @Test
    void much_use_is_told_seldom() {
        plane.entitled(1, monthly("api-calls", 1_000_000));
        plane.awaitUsed("api-calls", 0);
        var begin = System.nanoTime();
        for (var number = 1L; number <= 40; number++) {
            producer.send(number, calls(tenant, 1, NOW));
        }
        plane.awaitUsed("api-calls", 40);
        var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

        assertThat(plane.allWithin(Duration.ofSeconds(1)).size()).isLessThanOrEqualTo((int) seconds / 5 + 3);
        // Nothing is told when nothing is other than it was.
        var before = plane.allWithin(Duration.ofSeconds(1)).size();
        assertThat(plane.allWithin(Duration.ofSeconds(7))).hasSize(before);
    }

    @Test
    void of_a_limit_the_latest_number_counts() throws SQLException {
        plane.entitled(1, limit("stores", 10));
        plane.awaitUsed("stores", 0);
        producer.send(1, stores(9, NOW), stores(4, NOW.minusSeconds(60)));
        var told = plane.awaitUsed("stores", 9);
        assertThat(told.getLevel()).isEqualTo(90);
        assertThat(told.getPeriodEnd()).isNull();
        assertThat(told.getProjected()).isFalse();
        producer.send(3, stores(12, NOW.plusSeconds(1)));
        assertThat(plane.awaitUsed("stores", 12).getLevel()).isEqualTo(100);
        producer.send(4, stores(5, NOW.plusSeconds(2)));
        assertThat(plane.awaitUsed("stores", 5).getLevel()).isZero();
        assertThat(reached(plane.allWithin(Duration.ofSeconds(1))))
                .containsExactly("stores PERCENT_75", "stores PERCENT_90", "stores PERCENT_100");
        assertThat(text("select count(*) from consumption_used where tenant_id = '" + tenant + "'"))
                .isEqualTo("0");
    }

    @Test
    void another_plan_is_seen_beside_what_was_used() {
        plane.entitled(1, monthly("api-calls", 100));
        producer.send(1, calls(tenant, 95, NOW));
        plane.awaitUsed("api-calls", 95);
        plane.entitled(2, monthly("api-calls", 1_000));
        var larger = plane.await(told -> !told.getFeatures().isEmpty()
                && of(told, "api-calls").getGrant().getMost() == 1_000);
        assertThat(of(larger, "api-calls").getUsed()).isEqualTo(95);
        assertThat(of(larger, "api-calls").getLevel()).isZero();
        plane.entitled(3, daily("api-calls", 95));
        var daily = plane.await(told -> !told.getFeatures().isEmpty()
                && of(told, "api-calls").getGrant().getMost() == 95);
        assertThat(of(daily, "api-calls").getUsed()).isEqualTo(95);
        assertThat(of(daily, "api-calls").getLevel()).isEqualTo(100);
        assertThat(reached(plane.allWithin(Duration.ofSeconds(1))))
                .containsExactly(
                        "api-calls PERCENT_75",
                        "api-calls PERCENT_90",
                        "api-calls PERCENT_75",
                        "api-calls PERCENT_90",
                        "api-calls PERCENT_100");
    }

    @Test
    void without_a_bound_it_is_counted_all_the_same() {
        plane.entitled(1, unlimited("api-calls"));
        producer.send(1, calls(tenant, Long.MAX_VALUE, NOW), calls(tenant, Long.MAX_VALUE, NOW));
        var told = plane.awaitUsed("api-calls", Long.MAX_VALUE);
        assertThat(told.getGrant().getUnlimited()).isTrue();
        assertThat(told.getLevel()).isZero();
        assertThat(told.getProjected()).isFalse();
    }

    @Test
    void what_comes_late_counts_when_it_happened() throws SQLException {
        plane.entitled(1, daily("api-calls", 100));
        plane.awaitUsed("api-calls", 0);
        var yesterday = NOW.minus(1, ChronoUnit.DAYS);
        producer.send(1, calls(tenant, 90, yesterday), calls(tenant, 3, NOW));
        plane.awaitUsed("api-calls", 3);
        assertThat(used("DAY", LocalDate.ofInstant(yesterday, ZoneOffset.UTC))).isEqualTo("90");
        assertThat(used("DAY", LocalDate.ofInstant(NOW, ZoneOffset.UTC))).isEqualTo("3");
        assertThat(reached(plane.allWithin(Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void a_meter_that_gets_its_feature_later_counts_from_then_on_and_money_never() throws SQLException {
        var key = newKey();
        var parcels = parcels();
        parcels.put("grade", "TELEMETRY");
        create(key, parcels).statusCode(201);
        plane.entitled(1, monthly(key, 10));
        producer.send(1, parcel(key, 4));
        await().atMost(BOUND)
                .until(() -> text("select sum(total) from usage_minute where meter = '" + key + "'")
                        .equals("4"));
        parcels.put("feature", key);
        revise(key, "\"1\"", parcels).statusCode(200);
        producer.send(2, parcel(key, 3));
        plane.awaitUsed(key, 3);

        var money = newKey();
        var worth = parcels();
        worth.put("aggregation", "SUM");
        worth.put("valueProperty", "amount");
        worth.put("unit", null);
        worth.put("currency", "EUR");
        worth.put("grade", "TELEMETRY");
        worth.put("feature", key);
        create(money, worth).statusCode(201);
        producer.send(3, parcel(money, 100), parcel(key, 1));
        plane.awaitUsed(key, 4);
    }

    @Test
    void poison_of_what_is_granted_is_set_aside() throws SQLException {
        plane.entitled(1, monthly("api-calls", 10), monthly("api-calls", 20));
        plane.entitled(2, monthly("api-calls", -1));
        plane.entitled(
                2,
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj(i -> monthly("f" + i, 1))
                        .toArray(Grant[]::new));
        plane.platform().events().raw(Contract.ENTITLEMENTS, tenant.toString(), new byte[] {0, 1, 2});
        plane.entitled(3, monthly("api-calls", 30));
        assertThat(plane.awaitUsed("api-calls", 0).getGrant().getMost()).isEqualTo(30);
        assertThat(text("select count(*) from quarantine where channel = 'entitlements' and record_key = convert_to('"
                        + tenant + "', 'UTF8')"))
                .isEqualTo("4");
    }

    @Test
    void nothing_is_left_of_an_erased_tenant() throws Throwable {
        plane.entitled(1, monthly("api-calls", 100), limit("stores", 3));
        producer.send(1, calls(tenant, 95, NOW), stores(2, NOW));
        plane.awaitUsed("api-calls", 95);
        assertThat(exported()).hasSize(3).anyMatch(row -> row.contains("MONTH") && row.contains("95"));
        plane.platform().asked(tenant, 2, 1, Task.ERASE);
        var last = plane.awaitEnd();

        assertThat(last)
                .isEqualTo(plane.allWithin(Duration.ofSeconds(1))
                                .getLast()
                                .getChange()
                                .getVersion()
                        + 1);
        assertThat(text("select (select count(*) from consumption_used where tenant_id = t)"
                        + " + (select count(*) from consumption_latest where tenant_id = t)"
                        + " + (select count(*) from consumption_feature where tenant_id = t)"
                        + " + (select count(*) from consumption where id = t and (not gone or told is not null))"
                        + " from (select cast('" + tenant + "' as uuid) as t) one"))
                .isEqualTo("0");
        assertThat(exported()).isEmpty();
        // Older news does not bring it back.
        plane.entitled(2, monthly("api-calls", 100));
        as(Role.PLATFORM_VIEWER)
                .get("/api/v1/tenants/" + tenant + "/consumption")
                .then()
                .statusCode(404);
    }

    @Test
    void what_is_said_again_is_what_was_said() {
        plane.entitled(1, monthly("api-calls", 100));
        producer.send(1, calls(tenant, 95, NOW));
        plane.awaitUsed("api-calls", 95);
        var before = plane.bytesWithin(Duration.ofSeconds(1));
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("id", tenant, "topic", Contract.CONSUMPTION.name(), "reason", "a test"))
                .post("/api/v1/admin/republish")
                .then()
                .statusCode(202)
                .body("total", equalTo(1));
        await().atMost(BOUND)
                .until(() -> plane.bytesWithin(Duration.ofMillis(200)).size() > before.size());
        assertThat(plane.bytesWithin(Duration.ofMillis(200)).getLast()).isEqualTo(before.getLast());
    }

    @Test
    void old_months_are_dropped() throws Throwable {
        text("select cast(make_consumption_month(cast('2020-01-01' as date)) as text)");
        assertThat(months()).contains("consumption_used_2020_01");
        VertxContextSupport.subscribeAndAwait(tidyConsumption::run);
        assertThat(months()).doesNotContain("consumption_used_2020_01");
    }

    private static String months() throws SQLException {
        return text("select string_agg(relname, ' ') from pg_class where relname like 'consumption_used_20%'");
    }

    private static void assertGapless(List<Consumption> told) {
        assertThat(told)
                .extracting(one -> one.getChange().getVersion())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, told.size()).boxed().toList());
    }

    private List<String> exported() throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> uses.of(new TenantId(tenant)));
    }

    private String used(String period, LocalDate starts) throws SQLException {
        return text("select used from consumption_used where tenant_id = '" + tenant + "' and period = '" + period
                + "' and starts = '" + starts + "'");
    }

    private void awaitKnown() {
        await().atMost(BOUND)
                .until(() -> text("select count(*) from usage_tenant where tenant_id = '" + tenant + "'")
                        .equals("1"));
    }

    private UsageEvent stores(long number, Instant at) {
        return event("stores", tenant, null, number, at, Map.of(), MeterGrade.TELEMETRY);
    }

    private UsageEvent parcel(String meter, long number) {
        return event(meter, tenant, null, number, NOW, Map.of("carrier", "post"), MeterGrade.TELEMETRY);
    }
}
