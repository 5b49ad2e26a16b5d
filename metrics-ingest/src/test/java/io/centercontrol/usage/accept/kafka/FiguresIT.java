package io.centercontrol.usage.accept.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.event;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.order;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.worth;
import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was counted, and what became of the rest, as an operator asks for it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class FiguresIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String USAGE = "/api/v1/usage";
    private static final Instant NOON =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);

    private PlatformFixture platform;
    private ProducerFixture producer;
    private UUID tenant;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("metrics-ingest");
        producer = new ProducerFixture();
        tenant = known();
    }

    @AfterEach
    void end() {
        platform.close();
        producer.close();
    }

    private UUID known() {
        var id = EventWriter.newId();
        platform.tenant(id, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> ask("?meter=orders&tenantId=" + id).extract().statusCode() == 200);
        return id;
    }

    @Test
    void a_day_is_the_sum_of_its_events_and_no_two_currencies_are_added() {
        producer.send(
                1,
                order(tenant, "o1", NOON),
                order(tenant, "o2", NOON.plusSeconds(3_600)),
                worth(tenant, "o1", 4_900, "EUR", NOON),
                worth(tenant, "o2", 100, "USD", NOON),
                worth(tenant, "o3", 51, "EUR", NOON.plusSeconds(60)));
        awaitTold(5);

        figures("orders", "")
                .body("timeZone", equalTo("UTC"))
                .body("items", hasSize(1))
                .body("items[0].value", equalTo(2))
                .body("items[0].currency", nullValue());
        figures("orders", "&window=HOUR&from=" + NOON.minusSeconds(60) + "&to=" + NOON.plusSeconds(7_200))
                .body("items.value", equalTo(List.of(1, 1)))
                .body("items[0].to", equalTo(NOON.plusSeconds(3_600).toString()));
        figures("gmv", "")
                .body("items.currency", equalTo(List.of("EUR", "USD")))
                .body("items.value", equalTo(List.of(4_951, 100)));
    }

    @Test
    void groups_are_told_apart_where_it_is_asked_for_and_pages_go_on() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        producer.send(1, parcel(key, "a", "dhl"), parcel(key, "b", "ups"), parcel(key, "c", "ups"));
        awaitTold(3);

        figures(key, "").body("items", hasSize(1)).body("items[0].value", equalTo(3));
        figures(key, "&groupBy=carrier")
                .body("items.groups.carrier", equalTo(List.of("dhl", "ups")))
                .body("items.value", equalTo(List.of(1, 2)));

        var carriers = new ArrayList<String>();
        JsonPath page;
        var cursor = "";
        do {
            page = figures(key, "&groupBy=carrier&limit=1" + cursor).extract().jsonPath();
            carriers.addAll(page.getList("items.groups.carrier"));
            cursor = "&cursor=" + page.getString("next");
        } while (page.get("next") != null);
        assertThat(carriers).containsExactly("dhl", "ups");
    }

    @Test
    void a_day_of_the_tenants_zone_has_the_hours_that_it_has() throws SQLException {
        sql(
                "select make_usage_month(cast('2026-10-01' as date))",
                "select make_rollup_month(cast('2026-10-01' as date))",
                "update usage_tenant set time_zone = 'Europe/Berlin' where tenant_id = '" + tenant + "'",
                "insert into usage_minute (minute, meter, tenant_id, currency, groups, events, total, highest, latest,"
                        + " latest_at) select m, 'orders', '" + tenant + "', '', '{}', 1, 1, 1, 1, m"
                        + " from generate_series(timestamptz '2026-10-24T22:00:00Z', timestamptz '2026-10-25T22:59:00Z',"
                        + " interval '1 hour') m",
                "insert into usage_hour select date_trunc('hour', minute), meter, tenant_id, currency, groups, events, total,"
                        + " highest, latest, latest_at from usage_minute where tenant_id = '" + tenant + "'");

        figures("orders", "&from=2026-10-24T00:00:00Z&to=2026-10-28T00:00:00Z")
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("items", hasSize(1))
                .body("items[0].from", equalTo("2026-10-24T22:00:00Z"))
                .body("items[0].to", equalTo("2026-10-25T23:00:00Z"))
                .body("items[0].value", equalTo(25));
    }

    @Test
    void hours_and_days_are_the_events_added_in_any_zone() throws SQLException {
        var random = new Random(3);
        var begin = NOON.minus(Duration.ofDays(3));
        var times = Stream.generate(() -> begin.plusSeconds(random.nextInt(3 * 86_400)))
                .limit(200)
                .toList();
        producer.send(1, times.stream().map(at -> calls(tenant, 1, at)).toArray(UsageEvent[]::new));
        producer.send(1, calls(tenant, 1, NOON));
        awaitTold(201);

        for (var zone : List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu")) {
            sql("update usage_tenant set time_zone = '" + zone + "' where tenant_id = '" + tenant + "'");
            for (var step : List.of("MINUTE", "HOUR", "DAY", "MONTH")) {
                var from = begin.plusSeconds(random.nextInt(80_000));
                var to = NOON.minusSeconds(random.nextInt(80_000));
                var expected = times.stream()
                        .map(at -> at.truncatedTo(ChronoUnit.MINUTES))
                        .filter(at -> !at.isBefore(from) && at.isBefore(to))
                        .collect(Collectors.groupingBy(
                                at -> beginning(at.atZone(ZoneId.of(zone)), step)
                                        .toString(),
                                Collectors.summingInt(at -> 1)));
                assertThat(counted("&limit=500&window=" + step + "&from=" + from + "&to=" + to))
                        .as(zone + " " + step + " " + from + " " + to)
                        .isEqualTo(expected);
            }
        }
        var all = ask("/export?meter=api-calls&tenantId=" + tenant + "&window=MONTH&from="
                        + begin.minus(Duration.ofDays(40)) + "&to=" + NOON.plusSeconds(60))
                .extract()
                .jsonPath();
        assertThat(all.getList("items.value", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(200);
    }

    private Map<String, Integer> counted(String more) {
        var page = figures("api-calls", more).extract().jsonPath();
        var counted = new TreeMap<String, Integer>();
        for (var i = 0; i < page.getList("items").size(); i++) {
            counted.put(page.getString("items[" + i + "].from"), page.getInt("items[" + i + "].value"));
        }
        return counted;
    }

    private static Instant beginning(ZonedDateTime at, String step) {
        var beginning = switch (step) {
            case "MINUTE" -> at.truncatedTo(ChronoUnit.MINUTES);
            case "HOUR" -> at.truncatedTo(ChronoUnit.HOURS);
            case "DAY" -> at.toLocalDate().atStartOfDay(at.getZone());
            default -> at.toLocalDate().withDayOfMonth(1).atStartOfDay(at.getZone());
        };
        return beginning.toInstant();
    }

    @Test
    void the_latest_of_each_tenant_is_added_and_who_was_seen_counts_once() {
        var other = known();
        var key = newKey();
        var body = parcels();
        body.put("aggregation", "LATEST");
        body.put("valueProperty", "number");
        body.put("groupBy", List.of());
        body.put("grade", "TELEMETRY");
        create(key, body).statusCode(201);
        producer.send(
                1,
                event(key, tenant, null, 7, NOON, Map.of(), MeterGrade.TELEMETRY),
                event(key, tenant, null, 5, NOON.plusSeconds(120), Map.of(), MeterGrade.TELEMETRY),
                event(key, other, null, 10, NOON, Map.of(), MeterGrade.TELEMETRY),
                event("mau", tenant, null, 1, NOON, Map.of("user", "u1"), MeterGrade.TELEMETRY),
                event("mau", tenant, null, 1, NOON, Map.of("user", "u2"), MeterGrade.TELEMETRY),
                event("mau", tenant, null, 1, NOON.plusSeconds(1), Map.of("user", "u1"), MeterGrade.TELEMETRY));
        awaitTold(6);

        figures(key, "").body("items[0].value", equalTo(5));
        ask("?meter=" + key).body("items[0].value", equalTo(15));
        figures("mau", "").body("items[0].value", equalTo(2));
        figures("mau", "&window=HOUR", 400).body("errors[0].code", equalTo("ONLY_BY_DAY"));
    }

    @Test
    void all_that_was_told_is_accounted_for_and_what_is_missing_is_named() {
        producer.send(1, calls(tenant, 1, NOON), worth(tenant, "w", -1, "EUR", NOON));
        producer.send(1, calls(tenant, 1, NOON), worth(tenant, "w", -1, "EUR", NOON));
        producer.send(5, calls(tenant, 1, NOON));
        awaitTold(5);

        var whose = "?producer=" + producer.id();
        ask("/conservation" + whose)
                .body("items[0].accepted", equalTo(2))
                .body("items[0].duplicate", equalTo(2))
                .body("items[0].rejected", equalTo(1));
        ask("/producers" + whose + "&lacking=true")
                .body("items", hasSize(1))
                .body("items[0].sent", equalTo(5))
                .body("items[0].missing", equalTo(2))
                .body("items[0].gaps", equalTo(List.of(Map.of("first", 3, "last", 4))));
        ask("/rejected" + whose)
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("NEGATIVE_MONEY"))
                .body("items[0].eventId", equalTo("w"))
                .body("items[0].properties.currency", equalTo("EUR"));
        ask("/rejected" + whose + "&reason=FENCED").body("items", hasSize(0));

        producer.send(3, calls(tenant, 1, NOON), calls(tenant, 1, NOON));
        awaitTold(7);
        ask("/producers" + whose + "&lacking=true").body("items", hasSize(0));
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_ask() {
        ask("", 400).body("errors[0].pointer", equalTo("/meter"));
        ask("?meter=nothing", 400).body("errors[0].code", equalTo("UNKNOWN_METER"));
        ask("?meter=orders&tenantId=" + EventWriter.newId(), 400).body("errors[0].code", equalTo("UNKNOWN_TENANT"));
        figures("orders", "&groupBy=carrier", 400).body("errors[0].code", equalTo("NO_GROUP"));
        figures("orders", "&window=MINUTE&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z", 400)
                .body("errors[0].pointer", equalTo("/from"));
        figures("orders", "&cursor=bm9uZQ", 400).body("errors[0].code", equalTo("INVALID_CURSOR"));
    }

    private io.centercontrol.events.usage.UsageEvent parcel(String meter, String id, String carrier) {
        return event(meter, tenant, id, 1, NOON, Map.of("carrier", carrier), MeterGrade.BILLING);
    }

    private void awaitTold(int events) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ask("/conservation?producer=" + producer.id())
                                .extract()
                                .jsonPath()
                                .getList("items.told", Integer.class)
                                .stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(events));
    }

    private ValidatableResponse figures(String meter, String more) {
        return figures(meter, more, 200);
    }

    private ValidatableResponse figures(String meter, String more, int status) {
        return ask("?meter=" + meter + "&tenantId=" + tenant + more, status);
    }

    private static ValidatableResponse ask(String query) {
        return as(Role.BILLING).get(USAGE + query).then();
    }

    private static ValidatableResponse ask(String query, int status) {
        return ask(query).statusCode(status);
    }

    private static void sql(String... statements) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }
}
