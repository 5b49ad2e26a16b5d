package io.centercontrol.usage.statements.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.event;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.order;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.worth;
import static io.centercontrol.usage.statements.kafka.StatementFixture.awaitText;
import static io.centercontrol.usage.statements.kafka.StatementFixture.tamper;
import static io.centercontrol.usage.statements.kafka.StatementFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.centercontrol.events.Task;
import io.centercontrol.events.billing.PlanSpan;
import io.centercontrol.events.billing.Statement;
import io.centercontrol.events.billing.StatementUsage;
import io.centercontrol.events.billing.StatusSpan;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.statements.CloseStatement;
import io.centercontrol.usage.statements.RecountStatement;
import io.centercontrol.usage.statements.ShowOpenPeriod;
import io.centercontrol.usage.statements.model.Recount;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What producers, tenant-registry and plan-service tell, as it stands in the statements on {@code cc.billing.v1}. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class StatementIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** Its first period is over since some days, and its close is due. */
    private static final Instant REGISTERED = NOW.minus(34, ChronoUnit.DAYS);

    private static final Instant IN_FIRST = NOW.minus(10, ChronoUnit.DAYS);

    @Inject
    CloseStatement closeStatement;

    @Inject
    RecountStatement recountStatement;

    @Inject
    ShowOpenPeriod showOpenPeriod;

    private StatementFixture plane;
    private ProducerFixture producer;
    private UUID tenant;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @BeforeEach
    void begin() {
        plane = new StatementFixture(REGISTERED);
        producer = new ProducerFixture();
        tenant = plane.tenant();
    }

    @AfterEach
    void end() {
        plane.close();
        producer.close();
    }

    @Test
    void a_period_is_closed_by_itself_and_the_statement_is_what_was_told() {
        plane.stands(1, TenantStatus.ACTIVE, REGISTERED);
        var first = plane.statement(1);

        assertThat(first.getPeriodStart()).isEqualTo(REGISTERED.truncatedTo(ChronoUnit.MINUTES));
        assertThat(first.getPeriodEnd()).isBefore(NOW.minus(1, ChronoUnit.DAYS));
        assertThat(first.getPreviousHash()).isEmpty();
        assertThat(first.getCurrency()).isEqualTo("EUR");
        assertThat(first.getChange().getVersion()).isEqualTo(1);
        assertThat(first.getChange().getType()).isEqualTo("statement.closed");
        assertThat(first.getStatuses())
                .extracting(StatusSpan::getStatus, StatusSpan::getFrom, StatusSpan::getUntil)
                .containsExactly(tuple("ACTIVE", REGISTERED, first.getPeriodEnd()));
        assertThat(plane.allWithin(Duration.ofSeconds(2))).hasSize(1);
    }

    @Test
    void what_was_used_and_what_plans_cost_stands_in_it() throws Throwable {
        open();
        var start = open(tenant).head().start();
        var change = start.plus(3, ChronoUnit.DAYS);
        var suspended = start.plus(4, ChronoUnit.DAYS);
        var basic = "basic-" + tenant;
        var pro = "pro-" + tenant;
        plane.plan(basic, 900);
        plane.plan(pro, 9_900);
        awaitText("select count(*) from statement_price where plan in ('" + basic + "', '" + pro + "')", "2");
        plane.entitled(1, basic, 10, true, start.minusSeconds(5));
        plane.entitled(2, pro, 100, false, change);
        plane.stands(2, TenantStatus.SUSPENDED, suspended);
        plane.stands(3, TenantStatus.ACTIVE, suspended.plusSeconds(60));
        plane.awaitHeard("ENTITLEMENTS", 2);
        plane.awaitHeard("TENANT", 3);
        producer.send(
                1,
                calls(tenant, Long.MAX_VALUE, NOW),
                calls(tenant, Long.MAX_VALUE, NOW),
                order(tenant, "o1-" + tenant, NOW),
                worth(tenant, "o1-" + tenant, 4_900, "EUR", NOW),
                worth(tenant, "o2-" + tenant, 100, "EUR", NOW),
                worth(tenant, "o3-" + tenant, 7_000, "JPY", NOW),
                seen("ann"),
                seen("bob"),
                seen("ann"),
                event("stores", tenant, null, 3, NOW, Map.of(), MeterGrade.TELEMETRY));
        plane.awaitCounted("stores", 3);
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        var second = plane.statement(2);

        assertThat(second.getPeriodStart()).isEqualTo(start);
        assertThat(second.getUsage())
                .extracting(StatementUsage::getMeter, StatementUsage::getCurrency, StatementUsage::getQuantity)
                .containsExactly(
                        tuple("api-calls", null, "18446744073709551614"),
                        tuple("gmv", "EUR", "5000"),
                        tuple("gmv", "JPY", "7000"),
                        tuple("mau", null, "2"),
                        tuple("orders", null, "1"),
                        tuple("stores", null, "3"));
        assertThat(second.getPlans())
                .extracting(
                        PlanSpan::getKey,
                        PlanSpan::getTrial,
                        PlanSpan::getFrom,
                        PlanSpan::getUntil,
                        span -> span.getPrice().getMinorUnits())
                .containsExactly(
                        tuple(basic, true, start, change, 900L),
                        tuple(pro, false, change, second.getPeriodEnd(), 9_900L));
        assertThat(second.getStatuses())
                .extracting(StatusSpan::getStatus)
                .containsExactly("ACTIVE", "SUSPENDED", "ACTIVE");
        assertThat(second.getAllowances())
                .extracting(one -> one.getFeature(), one -> one.getIncluded(), one -> one.getOver())
                .containsExactly(tuple("api-calls", 100L, "18446744073709551514"));
        assertThat(second.getEntitlements()).hasSize(2);
        assertThat(recount(2).isSame()).isTrue();
    }

    @Test
    void what_comes_late_is_an_adjustment_of_the_next_and_the_sum_is_that_of_all_events() throws Throwable {
        open();
        producer.send(1, calls(tenant, 7, IN_FIRST), calls(tenant, 11, NOW));
        plane.awaitCounted("api-calls", 18);
        var firstClosed = open(tenant).head();
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        producer.send(3, calls(tenant, 100, IN_FIRST), calls(tenant, 1_000, NOW));
        plane.awaitCounted("api-calls", 1_118);
        closeAt(NOW.plus(80, ChronoUnit.DAYS));
        producer.send(5, calls(tenant, 10_000, IN_FIRST));
        plane.awaitCounted("api-calls", 11_118);
        closeAt(NOW.plus(120, ChronoUnit.DAYS));
        var second = plane.statement(2);
        var third = plane.statement(3);
        var fourth = plane.statement(4);

        assertThat(firstClosed.number()).isEqualTo(2);
        assertThat(second.getUsage()).extracting(StatementUsage::getQuantity).containsExactly("11");
        assertThat(adjusted(second)).containsExactly("1 api-calls 7");
        assertThat(third.getUsage()).isEmpty();
        assertThat(adjusted(third)).containsExactly("1 api-calls 100", "2 api-calls 1000");
        assertThat(adjusted(fourth)).containsExactly("1 api-calls 10000");
        assertThat(third.getPeriodStart()).isEqualTo(second.getPeriodEnd());
        assertThat(third.getPreviousHash()).isEqualTo(second.getHash());
        assertThat(fourth.getPreviousHash()).isEqualTo(third.getHash());
        for (var number = 1; number <= 4; number++) {
            assertThat(recount(number).differences()).as("statement " + number).isEmpty();
        }
    }

    @Test
    void late_events_that_are_over_what_was_included_are_told_so() throws Throwable {
        open();
        plane.entitled(1, "some", 10, false, REGISTERED);
        plane.awaitHeard("ENTITLEMENTS", 1);
        producer.send(1, calls(tenant, 8, NOW));
        plane.awaitCounted("api-calls", 8);
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        producer.send(2, calls(tenant, 5, NOW));
        plane.awaitCounted("api-calls", 13);
        closeAt(NOW.plus(80, ChronoUnit.DAYS));
        var third = plane.statement(3);

        assertThat(adjusted(third)).containsExactly("2 api-calls 5");
        assertThat(third.getOverAdjustments())
                .extracting(one -> one.getStatement(), one -> one.getFeature(), one -> one.getOver())
                .containsExactly(tuple(2L, "api-calls", "3"));
    }

    @Test
    void who_was_seen_late_and_a_number_that_was_told_late_adjust_too() throws Throwable {
        open();
        producer.send(1, seen("ann"), stores(3, NOW));
        plane.awaitCounted("stores", 3);
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        producer.send(3, seen("ann"), seen("bob"), stores(5, NOW.plusSeconds(1)));
        plane.awaitCounted("stores", 8);
        closeAt(NOW.plus(80, ChronoUnit.DAYS));

        assertThat(adjusted(plane.statement(3))).containsExactly("2 mau 1", "2 stores 2");
        assertThat(recount(3).differences()).isEmpty();
    }

    @Test
    void several_who_close_at_once_close_it_once() throws Throwable {
        open();
        producer.send(1, calls(tenant, 3, NOW));
        plane.awaitCounted("api-calls", 3);
        var at = open(tenant).head().end().plus(1, ChronoUnit.DAYS);
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        closeAt(at);
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        plane.statement(2);

        assertThat(failures).isEmpty();
        assertThat(plane.allWithin(Duration.ofSeconds(2)))
                .extracting(one -> one.getNumber())
                .containsExactly(1L, 2L);
        assertThat(text("select statements from statement_account where tenant_id = '" + tenant + "'"))
                .isEqualTo("2");
    }

    @Test
    void while_it_is_counted_nothing_is_lost_between_two_statements() throws Throwable {
        open();
        var sender = Thread.ofVirtual()
                .start(() -> LongStream.rangeClosed(1, 60)
                        .forEach(number -> producer.send(number, calls(tenant, number, NOW))));
        for (var i = 1; i <= 5; i++) {
            Thread.sleep(50);
            closeAt(NOW.plus(40L * i, ChronoUnit.DAYS));
        }
        sender.join();
        plane.awaitCounted("api-calls", 1_830);
        closeAt(NOW.plus(300, ChronoUnit.DAYS));
        var last = Long.parseLong(text("select statements from statement_account where tenant_id = '" + tenant + "'"));
        plane.statement(last);

        var sum = plane.allWithin(Duration.ofSeconds(1)).stream()
                .mapToLong(one -> one.getUsage().stream()
                                .mapToLong(usage -> Long.parseLong(usage.getQuantity()))
                                .sum()
                        + one.getAdjustments().stream()
                                .mapToLong(adjustment -> Long.parseLong(adjustment.getQuantity()))
                                .sum())
                .sum();
        assertThat(sum).isEqualTo(1_830);
        for (var number = 1L; number <= last; number++) {
            assertThat(recount(number).differences()).as("statement " + number).isEmpty();
        }
    }

    @Test
    void what_was_changed_behind_our_back_is_named() throws Throwable {
        open();
        producer.send(1, calls(tenant, 3, NOW), order(tenant, "o1-" + tenant, NOW));
        plane.awaitCounted("orders", 1);
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        assertThat(recount(2).isSame()).isTrue();
        tamper("update usage_minute set total = total + 1 where meter = 'orders' and tenant_id = '" + tenant + "'");
        assertThat(recount(2).differences())
                .extracting(Recount.Difference::line)
                .containsExactly("USAGE orders");
        tamper("update usage_minute set total = total - 1 where meter = 'orders' and tenant_id = '" + tenant + "'");
        assertThat(recount(2).isSame()).isTrue();
        tamper("update statement set hash = repeat('0', 64) where number = 1 and tenant_id = '" + tenant + "'");
        assertThat(recount(2).differences())
                .extracting(Recount.Difference::line)
                .containsExactly("previous");
        assertThat(recount(1).differences())
                .extracting(Recount.Difference::line)
                .containsExactly("hash");
    }

    @Test
    void what_is_heard_of_a_closed_period_counts_from_the_open_one_on() throws Throwable {
        open();
        plane.entitled(1, "late", 10, false, IN_FIRST);
        plane.awaitHeard("ENTITLEMENTS", 1);

        assertThat(recount(1).isSame()).isTrue();
        var open = open(tenant);
        assertThat(open.content().plans())
                .extracting(span -> span.plan().key(), span -> span.from())
                .containsExactly(tuple("late", open.head().start()));
    }

    @Test
    void another_time_zone_counts_from_the_next_period_on() throws Throwable {
        open();
        var before = open(tenant).head();
        plane.stands(2, TenantStatus.ACTIVE, NOW, "Pacific/Auckland");
        plane.awaitHeard("TENANT", 2);
        assertThat(open(tenant).head().end()).isEqualTo(before.end());
        closeAt(NOW.plus(40, ChronoUnit.DAYS));
        var next = open(tenant).head();

        assertThat(next.timeZone()).isEqualTo("Pacific/Auckland");
        assertThat(next.start()).isEqualTo(before.end());
        assertThat(Duration.between(next.start(), next.end())).isBetween(Duration.ofDays(26), Duration.ofDays(33));
    }

    @Test
    void of_an_erased_tenant_a_last_statement_is_closed_and_all_of_them_stay() throws Throwable {
        open();
        producer.send(1, calls(tenant, 42, NOW));
        plane.awaitCounted("api-calls", 42);
        plane.platform().asked(tenant, 2, 1, Task.ERASE);
        var last = plane.statement(2);

        assertThat(last.getLast()).isTrue();
        assertThat(last.getUsage()).extracting(StatementUsage::getQuantity).containsExactly("42");
        awaitText("select count(*) from usage_minute where tenant_id = '" + tenant + "'", "0");
        assertThat(text("select count(*) from statement_heard where tenant_id = '" + tenant + "'"))
                .isEqualTo("0");
        assertThat(text("select count(*) from statement where tenant_id = '" + tenant + "'"))
                .isEqualTo("2");
        assertThatThrownBy(() -> recount(2)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> open(tenant)).isInstanceOf(RefusedException.class);
        // Older news does not begin anything anew.
        plane.stands(2, TenantStatus.ERASING, NOW);
        plane.platform().asked(tenant, 3, 2, Task.ERASE);
        assertThat(plane.allWithin(Duration.ofSeconds(2))).hasSize(2);
    }

    /** The first statement is closed, and the second period is open. */
    private void open() {
        plane.stands(1, TenantStatus.ACTIVE, REGISTERED);
        plane.statement(1);
        plane.awaitKnown();
    }

    private void closeAt(Instant time) throws Throwable {
        VertxContextSupport.subscribeAndAwait(
                () -> closeStatement.run(new CloseStatement.Command(new TenantId(tenant), time)));
    }

    private Recount recount(long number) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(
                () -> recountStatement.run(new RecountStatement.Command(new TenantId(tenant), number)));
    }

    private ShowOpenPeriod.Open open(UUID tenant) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> showOpenPeriod.of(new TenantId(tenant)));
    }

    private static List<String> adjusted(Statement statement) {
        return statement.getAdjustments().stream()
                .map(one -> one.getStatement() + " " + one.getMeter() + " " + one.getQuantity())
                .toList();
    }

    private UsageEvent seen(String user) {
        return event("mau", tenant, null, 1, NOW, Map.of("user", user), MeterGrade.TELEMETRY);
    }

    private UsageEvent stores(long number, Instant at) {
        return event("stores", tenant, null, number, at, Map.of(), MeterGrade.TELEMETRY);
    }
}
