package io.centercontrol.usage.accept.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.event;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.order;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.worth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.Task;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.TidyUsage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What producers tell on the real broker, as it stands in the database then. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class UsageIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    TidyUsage tidyUsage;

    private PlatformFixture platform;
    private ProducerFixture producer;
    private UUID tenant;

    @BeforeEach
    void begin() throws SQLException {
        platform = new PlatformFixture("metrics-ingest");
        producer = new ProducerFixture();
        tenant = EventWriter.newId();
        platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> number("select count(*) from usage_tenant where tenant_id = '" + tenant + "'") == 1);
    }

    @AfterEach
    void end() {
        platform.close();
        producer.close();
    }

    @Test
    void each_event_counts_once_however_often_it_is_told() throws SQLException {
        producer.send(1, order(tenant, "o1", NOW), worth(tenant, "o1", 4_900, "EUR", NOW), calls(tenant, 17, NOW));
        producer.send(1, order(tenant, "o1", NOW), worth(tenant, "o1", 4_900, "EUR", NOW), calls(tenant, 17, NOW));
        producer.send(4, order(tenant, "o2", NOW), worth(tenant, "o2", 100, "USD", NOW), calls(tenant, 3, NOW));

        awaitAccount(6, 3, 0);
        assertThat(total("orders", "")).isEqualTo(2);
        assertThat(total("gmv", "EUR")).isEqualTo(4_900);
        assertThat(total("gmv", "USD")).isEqualTo(100);
        assertThat(total("api-calls", "")).isEqualTo(20);
        assertThat(text("select cast(numbers as text) from usage_producer where producer = '" + producer.id() + "'"))
                .isEqualTo("{[1,7)}");
    }

    @Test
    void what_is_told_under_another_number_counts_once_by_its_id() throws SQLException {
        producer.send(1, order(tenant, "same", NOW), order(tenant, "same", NOW));
        try (var other = new ProducerFixture()) {
            other.send(1, order(tenant, "same", NOW));
            awaitAccount(1, 1, 0);
            awaitAccount(other, 0, 1, 0);
        }
        assertThat(total("orders", "")).isEqualTo(1);
    }

    @Test
    void a_gap_is_known_until_it_is_closed() throws SQLException {
        producer.send(1, calls(tenant, 1, NOW));
        producer.send(4, calls(tenant, 1, NOW));
        awaitAccount(2, 0, 0);
        assertThat(text("select cast(numbers as text) from usage_producer where producer = '" + producer.id() + "'"))
                .isEqualTo("{[1,2),[4,5)}");

        producer.send(2, calls(tenant, 1, NOW), calls(tenant, 1, NOW), calls(tenant, 1, NOW));
        awaitAccount(4, 1, 0);
        assertThat(text("select cast(numbers as text) from usage_producer where producer = '" + producer.id() + "'"))
                .isEqualTo("{[1,5)}");
    }

    @Test
    void two_with_one_identity_are_told_apart_and_the_second_is_turned_away() throws SQLException {
        producer.send(1, calls(tenant, 1, NOW));
        awaitAccount(1, 0, 0);
        try (var copy = producer.copied()) {
            copy.send(2, calls(tenant, 100, NOW));
        }
        awaitAccount(1, 0, 1);
        producer.send(2, calls(tenant, 1, NOW));
        awaitAccount(2, 0, 1);

        assertThat(total("api-calls", "")).isEqualTo(2);
        assertThat(reasons()).isEqualTo("FENCED");
        assertThat(number("select count(*) from usage_producer where fenced_at is not null and producer = '"
                        + producer.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_count_is_kept_with_its_reason_and_holds_up_nothing() throws SQLException {
        producer.send(
                1,
                worth(tenant, "w1", -1, "EUR", NOW),
                worth(tenant, "w2", 1, "EURO", NOW),
                event("nothing", tenant, null, 1, NOW, Map.of(), MeterGrade.TELEMETRY),
                calls(EventWriter.newId(), 1, NOW),
                calls(tenant, 1, Instant.EPOCH),
                calls(tenant, 1, Instant.parse("2100-01-01T00:00:00Z")),
                calls(tenant, 5, NOW));

        awaitAccount(1, 0, 6);
        assertThat(total("api-calls", "")).isEqualTo(5);
        assertThat(reasons())
                .isEqualTo("NEGATIVE_MONEY UNKNOWN_CURRENCY UNKNOWN_METER UNKNOWN_TENANT TOO_OLD IN_THE_FUTURE");
    }

    @Test
    void a_record_of_another_service_is_set_aside() throws SQLException {
        producer.lie(calls(tenant, 1, NOW));
        producer.send(1, calls(tenant, 1, NOW));
        awaitAccount(1, 0, 0);
        assertThat(total("api-calls", "")).isEqualTo(1);
    }

    @Test
    void somebody_who_is_seen_twice_is_one() throws SQLException {
        producer.send(1, seen("u1"), seen("u2"), seen("u1"));
        awaitAccount(3, 0, 0);
        assertThat(number("select count(*) from usage_subject where tenant_id = '" + tenant + "'"))
                .isEqualTo(2);
    }

    @Test
    void amounts_beyond_a_long_are_added_up() throws SQLException {
        producer.send(
                1, worth(tenant, "a", Long.MAX_VALUE, "EUR", NOW), worth(tenant, "b", Long.MAX_VALUE, "EUR", NOW));
        awaitAccount(2, 0, 0);
        assertThat(text("select cast(sum(total) as text) from usage_minute where tenant_id = '" + tenant + "'"))
                .isEqualTo("18446744073709551614");
    }

    @Test
    void nothing_is_left_of_an_erased_tenant_and_nothing_is_counted_for_it_any_more() throws SQLException {
        producer.send(1, order(tenant, "o1", NOW), seen("u1"), worth(tenant, "w", -1, "EUR", NOW));
        awaitAccount(2, 0, 1);

        platform.asked(tenant, 2, 1, Task.ERASE);
        await().atMost(BOUND).until(() -> rowsOfTenant() == 0);

        producer.send(4, seen("u2"));
        awaitAccount(2, 0, 2);
        assertThat(text("select cast(event as text) from usage_rejected where tenant_id = '" + tenant + "'"))
                .contains("mau")
                .doesNotContain("u2");
        assertThat(number("select count(*) from usage_minute where tenant_id = '" + tenant + "'"))
                .isZero();
    }

    @Test
    void whole_months_are_dropped_when_their_time_is_over() throws Throwable {
        sql("select make_usage_month(cast('2020-01-01' as date))");
        assertThat(number("select count(*) from pg_class where relname like 'usage%2020_01'"))
                .isGreaterThanOrEqualTo(4);
        VertxContextSupport.subscribeAndAwait(tidyUsage::run);
        assertThat(number("select count(*) from pg_class where relname like 'usage%2020_01'"))
                .isZero();
        producer.send(1, calls(tenant, 1, NOW));
        awaitAccount(1, 0, 0);
    }

    private io.centercontrol.events.usage.UsageEvent seen(String user) {
        return event("mau", tenant, null, 1, NOW, Map.of("user", user), MeterGrade.TELEMETRY);
    }

    private void awaitAccount(long accepted, long duplicate, long rejected) {
        awaitAccount(producer, accepted, duplicate, rejected);
    }

    private static void awaitAccount(ProducerFixture of, long accepted, long duplicate, long rejected) {
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(text("select sum(accepted) || ' ' || sum(duplicate) || ' ' || sum(rejected)"
                                        + " from usage_account where producer = '" + of.id() + "'"))
                                .isEqualTo(accepted + " " + duplicate + " " + rejected));
    }

    private String reasons() throws SQLException {
        return text("select string_agg(reason, ' ' order by number) from usage_rejected where producer = '"
                + producer.id() + "'");
    }

    private long rowsOfTenant() throws SQLException {
        return number("select (select count(*) from usage_minute where tenant_id = t)"
                + " + (select count(*) from usage_hour where tenant_id = t)"
                + " + (select count(*) from usage_day where tenant_id = t)"
                + " + (select count(*) from usage_active where tenant_id = t) + (select count(*) from"
                + " usage_subject where tenant_id = t) + (select count(*) from usage_seen where tenant_id = t)"
                + " + (select count(*) from usage_rejected where tenant_id = t)"
                + " from (select cast('" + tenant + "' as uuid) as t) one");
    }

    private long total(String meter, String currency) throws SQLException {
        return number("select coalesce(sum(total), 0) from usage_minute where meter = '" + meter + "' and currency = '"
                + currency + "' and tenant_id = '" + tenant + "'");
    }

    private static void sql(String text) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.execute(text);
        }
    }

    private static String text(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }
}
