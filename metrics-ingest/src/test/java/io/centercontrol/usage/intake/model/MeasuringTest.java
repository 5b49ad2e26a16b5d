package io.centercontrol.usage.intake.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.Money;
import io.centercontrol.usage.meters.model.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What meters measure of a CloudEvent. */
class MeasuringTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId TENANT = TenantId.parse("01900000-0000-7000-8000-000000000002");

    private static final Meter ORDERS = meter("orders", Aggregation.COUNT, null, null, null, Grade.BILLING);
    private static final Meter GMV =
            meter("gmv", Aggregation.SUM, "amount", null, new Money.AsSaid("currency"), Grade.BILLING, "channel");
    private static final Meter USERS = meter("users", Aggregation.UNIQUE, null, "user", null, Grade.TELEMETRY);

    private final List<Violation> found = new ArrayList<>();

    @Test
    void it_becomes_an_event_of_each_meter_with_what_that_asks_for_and_its_grade() {
        var events = measured(
                NOW,
                Map.of(
                        "amount", text("4900"),
                        "currency", text("EUR"),
                        "channel", new Scalar("7", Scalar.Kind.WHOLE),
                        "user", text("u1"),
                        "note", text("nobody asks for it"),
                        "lines", new Scalar("", Scalar.Kind.NESTED)),
                ORDERS,
                GMV,
                USERS);
        assertThat(found).isEmpty();
        assertThat(events)
                .extracting(Event::meter, Event::amount, Event::properties, Event::grade, Event::id)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("orders", 1L, Map.of(), Grade.BILLING, TENANT + ":1:s:e"),
                        org.assertj.core.groups.Tuple.tuple(
                                "gmv",
                                4_900L,
                                Map.of("currency", "EUR", "channel", "7"),
                                Grade.BILLING,
                                TENANT + ":1:s:e"),
                        org.assertj.core.groups.Tuple.tuple(
                                "users", 1L, Map.of("user", "u1"), Grade.TELEMETRY, TENANT + ":1:s:e"));
    }

    @Test
    void what_nobody_measures_is_kept_under_a_name_that_no_meter_can_have() {
        var events = measured(NOW, Map.of("a", text("1"), "b", new Scalar("", Scalar.Kind.NESTED)));
        assertThat(events).singleElement().satisfies(one -> {
            assertThat(one.meter()).isEqualTo("type:order.placed");
            assertThat(one.properties()).isEqualTo(Map.of("a", "1"));
        });
        assertThat(found).isEmpty();
    }

    @Test
    void an_archived_meter_measures_nothing_beside_others_and_is_named_where_it_is_alone() {
        assertThat(measured(NOW, Map.of(), archived(ORDERS), USERSLESS))
                .extracting(Event::meter)
                .containsExactly("plain");
        assertThat(measured(NOW, Map.of(), archived(GMV)))
                .extracting(Event::meter)
                .containsExactly("gmv");
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT,12,12",
        "WHOLE,-3,-3",
        "TEXT,9223372036854775807,9223372036854775807",
        "WHOLE,-9223372036854775808,-9223372036854775808"
    })
    void an_amount_is_a_whole_number(Scalar.Kind kind, String text, long means) {
        assertThat(measured(NOW, Map.of("amount", new Scalar(text, kind)), meter("m", Aggregation.SUM, "amount")))
                .extracting(Event::amount)
                .containsExactly(means);
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE,9223372036854775808,BEYOND_A_LONG",
        "TEXT,-9223372036854775809,BEYOND_A_LONG",
        "WHOLE,1000000000000000000000000000000000000000000,BEYOND_A_LONG",
        "TEXT,1.5,NOT_A_WHOLE_NUMBER",
        "FRACTION,5.0,NOT_A_WHOLE_NUMBER",
        "TEXT,NaN,NOT_A_WHOLE_NUMBER",
        "TEXT,'',NOT_A_WHOLE_NUMBER",
        "TEXT,1e3,NOT_A_WHOLE_NUMBER",
        "TEXT,' 1',NOT_A_WHOLE_NUMBER",
        "TEXT,٣,NOT_A_WHOLE_NUMBER",
        "TRUTH,true,NOT_A_WHOLE_NUMBER",
        "NESTED,'',NOT_A_WHOLE_NUMBER"
    })
    void another_amount_is_said_with_its_place(Scalar.Kind kind, String text, String code) {
        assertThat(measured(NOW, Map.of("amount", new Scalar(text, kind)), meter("m", Aggregation.SUM, "amount")))
                .isEmpty();
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.pointer()).isEqualTo("/4/data/amount");
            assertThat(one.code()).isEqualTo(code);
        });
    }

    @Test
    void what_a_meter_needs_must_be_there() {
        measured(NOW, Map.of(), GMV, USERS);
        assertThat(codes()).containsExactly("/4/data/amount REQUIRED", "/4/data/user NO_SUBJECT");
        found.clear();
        measured(NOW, Map.of("amount", text("-1"), "currency", text("EUR")), GMV);
        measured(NOW, Map.of("amount", text("1"), "currency", text("EURO")), GMV);
        measured(NOW, Map.of("amount", text("1")), GMV);
        measured(
                NOW,
                Map.of("amount", text("1"), "currency", text("EUR"), "channel", new Scalar("", Scalar.Kind.NESTED)),
                GMV);
        measured(NOW, Map.of("amount", text("1"), "currency", text("EUR"), "channel", text("a\u0000")), GMV);
        measured(NOW, Map.of("amount", text("1"), "currency", text("EUR"), "channel", text("a".repeat(201))), GMV);
        assertThat(codes())
                .containsExactly(
                        "/4/data/amount NEGATIVE_MONEY",
                        "/4/data/currency UNKNOWN_CURRENCY",
                        "/4/data/currency UNKNOWN_CURRENCY",
                        "/4/data/channel NOT_A_SCALAR",
                        "/4/data/channel INVALID_PROPERTY",
                        "/4/data/channel INVALID_PROPERTY");
    }

    @Test
    void what_happened_too_long_ago_or_is_to_happen_is_said_once_whoever_measures_it() {
        measured(Instant.EPOCH, Map.of("user", text("u")), ORDERS, USERS);
        assertThat(codes()).containsExactly("/4/time TOO_OLD");
        found.clear();
        measured(Instant.parse("2100-01-01T00:00:00Z"), Map.of());
        assertThat(codes()).containsExactly("/4/time IN_THE_FUTURE");
        found.clear();
        measured(Instant.MAX, Map.of(), archived(ORDERS));
        assertThat(codes()).containsExactly("/4/time IN_THE_FUTURE");
    }

    @Test
    void a_data_point_stands_for_as_many_as_it_counted_or_is_the_value_itself() {
        assertThat(ofPoint(17, Map.of(), ORDERS, USERS, meter("m", Aggregation.SUM, "amount")))
                .isEmpty();
        assertThat(codes()).containsExactly("/4/data/user NO_SUBJECT");
        found.clear();
        assertThat(ofPoint(17, Map.of("user", text("u")), ORDERS, USERS, meter("m", Aggregation.SUM, "amount")))
                .extracting(Event::amount)
                .containsExactly(17L, 1L, 17L);
        assertThat(ofPoint(17, Map.of("amount", text("3")), meter("m", Aggregation.SUM, "amount")))
                .extracting(Event::amount)
                .containsExactly(3L);
        assertThat(found).isEmpty();
        assertThat(ofPoint(-1, Map.of(), ORDERS)).isEmpty();
        assertThat(codes()).containsExactly("/4 INVALID_COUNT");
    }

    private List<Event> ofPoint(long value, Map<String, Scalar> data, Meter... meters) {
        var before = found.size();
        var events = Measuring.of(
                new CloudEvent("/4", "e", "s", "order.placed", TENANT, NOW, data, value),
                List.of(meters),
                NOW,
                NOW.minus(Duration.ofDays(35)),
                found);
        return found.size() > before ? List.of() : events;
    }

    private static final Meter USERSLESS = meter("plain", Aggregation.COUNT, null, null, null, Grade.TELEMETRY);

    private List<String> codes() {
        return found.stream().map(one -> one.pointer() + " " + one.code()).toList();
    }

    private List<Event> measured(Instant at, Map<String, Scalar> data, Meter... meters) {
        return Measuring.of(
                new CloudEvent("/4", "e", "s", "order.placed", TENANT, at, data, null),
                List.of(meters),
                NOW,
                NOW.minus(Duration.ofDays(35)),
                found);
    }

    private static Scalar text(String text) {
        return new Scalar(text, Scalar.Kind.TEXT);
    }

    private static Meter meter(String key, Aggregation aggregation, String value) {
        return meter(key, aggregation, value, null, null, Grade.BILLING);
    }

    private static Meter meter(
            String key,
            Aggregation aggregation,
            @Nullable String value,
            @Nullable String subject,
            @Nullable Money money,
            Grade grade,
            String... groups) {
        return new Meter(
                key,
                new Measure("order.placed", aggregation, value, subject, money, grade),
                new Terms(key, null, money == null ? "piece" : null, new TreeSet<>(List.of(groups)), null),
                false,
                1,
                NOW,
                NOW);
    }

    private static Meter archived(Meter meter) {
        return new Meter(meter.key(), meter.measure(), meter.terms(), true, 2, NOW, NOW);
    }
}
