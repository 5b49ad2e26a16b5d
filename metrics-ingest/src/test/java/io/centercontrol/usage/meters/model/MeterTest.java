package io.centercontrol.usage.meters.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Measure COUNT =
            new Measure("order.placed", Aggregation.COUNT, null, null, null, Grade.BILLING);
    private static final Measure GMV =
            new Measure("order.placed", Aggregation.SUM, "amount", null, new Money.AsSaid("currency"), Grade.BILLING);

    @Test
    void a_new_one_tells_all_that_it_is() {
        var made = Meter.create("gmv", GMV, terms(null, "country"), NOW);

        assertThat(made.type()).isEqualTo("meter.created");
        assertThat(made.next().version()).isEqualTo(1);
        assertThat(made.fields())
                .extracting(FieldChange::path)
                .containsExactly(
                        "/key",
                        "/eventType",
                        "/aggregation",
                        "/valueProperty",
                        "/currencyProperty",
                        "/grade",
                        "/name",
                        "/groupBy");
    }

    @Test
    void the_same_makes_no_version() {
        var meter = orders();
        assertThat(meter.revise(COUNT, meter.terms(), false, NOW)).isNull();
    }

    @Test
    void words_and_groups_may_change() {
        var changed = orders().revise(COUNT, terms("purchase", "country", "channel"), false, NOW.plusSeconds(1));

        assertThat(changed).isNotNull();
        assertThat(changed.type()).isEqualTo("meter.revised");
        assertThat(changed.fields())
                .containsExactly(
                        new FieldChange("/unit", "order", "purchase"),
                        new FieldChange("/groupBy", List.of(), List.of("channel", "country")));
        assertThat(changed.next().createdAt()).isEqualTo(NOW);
    }

    @Test
    void it_is_archived_and_restored_with_whatever_else_changes() {
        var meter = orders();
        var archived = meter.revise(COUNT, terms("purchase"), true, NOW);
        assertThat(archived).isNotNull();
        assertThat(archived.type()).isEqualTo("meter.archived");
        assertThat(archived.fields()).extracting(FieldChange::path).containsExactly("/archived", "/unit");

        var restored = archived.next().revise(COUNT, terms("purchase"), false, NOW);
        assertThat(restored).isNotNull();
        assertThat(restored.type()).isEqualTo("meter.restored");
        assertThat(restored.next().version()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("otherMeasures")
    void what_it_measures_never_changes(Measure other, List<String> fields) {
        var meter = Meter.create(
                        "spent",
                        new Measure(
                                "order.placed",
                                Aggregation.SUM,
                                "amount",
                                null,
                                new Money.OfCurrency("EUR"),
                                Grade.BILLING),
                        terms(null),
                        NOW)
                .next();
        var terms = other.money() == null ? terms("order") : terms(null);

        assertThatThrownBy(() -> meter.revise(other, terms, false, NOW))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("METER_MEASURES_OTHERWISE");
                    assertThat(refused.refusal().facts()).containsEntry("fields", fields);
                });
    }

    static Stream<Arguments> otherMeasures() {
        var euros = new Money.OfCurrency("EUR");
        return Stream.of(
                Arguments.of(
                        new Measure("order.paid", Aggregation.SUM, "amount", null, euros, Grade.BILLING),
                        List.of("/eventType")),
                Arguments.of(
                        new Measure("order.placed", Aggregation.MAX, "amount", null, euros, Grade.BILLING),
                        List.of("/aggregation")),
                Arguments.of(
                        new Measure("order.placed", Aggregation.SUM, "net", null, euros, Grade.BILLING),
                        List.of("/valueProperty")),
                Arguments.of(
                        new Measure(
                                "order.placed",
                                Aggregation.SUM,
                                "amount",
                                null,
                                new Money.OfCurrency("USD"),
                                Grade.BILLING),
                        List.of("/currency")),
                Arguments.of(
                        new Measure(
                                "order.placed",
                                Aggregation.SUM,
                                "amount",
                                null,
                                new Money.AsSaid("currency"),
                                Grade.BILLING),
                        List.of("/currency", "/currencyProperty")),
                Arguments.of(
                        new Measure("order.placed", Aggregation.SUM, "amount", null, null, Grade.BILLING),
                        List.of("/currency")),
                Arguments.of(
                        new Measure("order.placed", Aggregation.SUM, "amount", null, euros, Grade.TELEMETRY),
                        List.of("/grade")));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void what_makes_no_sense_is_refused(Measure measure, Terms terms, String pointer, String code) {
        assertThat(wrong(measure, terms))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, code));
    }

    static Stream<Arguments> senseless() {
        return Stream.of(
                Arguments.of(measure(Aggregation.SUM, null, null, null), terms("order"), "/valueProperty", "REQUIRED"),
                Arguments.of(measure(Aggregation.MAX, null, null, null), terms("order"), "/valueProperty", "REQUIRED"),
                Arguments.of(
                        measure(Aggregation.LATEST, null, null, null), terms("order"), "/valueProperty", "REQUIRED"),
                Arguments.of(
                        measure(Aggregation.UNIQUE, null, null, null), terms("user"), "/subjectProperty", "REQUIRED"),
                Arguments.of(
                        measure(Aggregation.UNIQUE, "amount", "user", null),
                        terms("user"),
                        "/valueProperty",
                        "NOT_LOOKED_AT"),
                Arguments.of(
                        measure(Aggregation.COUNT, "amount", null, null),
                        terms("order"),
                        "/valueProperty",
                        "NOT_LOOKED_AT"),
                Arguments.of(
                        measure(Aggregation.SUM, "amount", "user", null),
                        terms("order"),
                        "/subjectProperty",
                        "NOT_LOOKED_AT"),
                Arguments.of(
                        measure(Aggregation.SUM, "a.b", null, null),
                        terms("order"),
                        "/valueProperty",
                        "INVALID_PROPERTY"),
                Arguments.of(
                        measure(Aggregation.COUNT, null, null, new Money.OfCurrency("EUR")),
                        terms(null),
                        "/currency",
                        "NO_MONEY"),
                Arguments.of(
                        measure(Aggregation.UNIQUE, null, "user", new Money.AsSaid("currency")),
                        terms(null),
                        "/currencyProperty",
                        "NO_MONEY"),
                Arguments.of(
                        measure(Aggregation.SUM, "amount", null, new Money.OfCurrency("XXX")),
                        terms(null),
                        "/currency",
                        "UNKNOWN_CURRENCY"),
                Arguments.of(
                        measure(Aggregation.SUM, "amount", null, new Money.AsSaid("amount")),
                        terms(null),
                        "/currencyProperty",
                        "MEASURED_ALREADY"),
                Arguments.of(
                        measure(Aggregation.SUM, "amount", null, new Money.OfCurrency("EUR")),
                        terms("cent"),
                        "/unit",
                        "NO_UNIT"),
                Arguments.of(COUNT, terms(null), "/unit", "REQUIRED"),
                Arguments.of(COUNT, terms("two\nlines"), "/unit", "INVALID_UNIT"),
                Arguments.of(GMV, terms(null, "currency"), "/groupBy", "MEASURED_ALREADY"),
                Arguments.of(COUNT, terms("order", "1st"), "/groupBy", "INVALID_PROPERTY"),
                Arguments.of(
                        COUNT,
                        terms(
                                "order",
                                IntStream.range(0, 6).mapToObj(n -> "p" + n).toArray(String[]::new)),
                        "/groupBy",
                        "TOO_MANY"));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var refused = catchThrowableOfType(
                RefusedException.class,
                () -> Meter.create(
                        "No Key",
                        measure(Aggregation.SUM, null, null, null),
                        new Terms("", " ", null, new TreeSet<>(), "X"),
                        NOW));
        assertThat(((Refusal.Invalid) refused.refusal()).violations())
                .extracting(Violation::pointer)
                .containsExactly("/key", "/valueProperty", "/name", "/description", "/unit", "/feature");
    }

    private static List<Violation> wrong(Measure measure, Terms terms) {
        var refused = catchThrowableOfType(RefusedException.class, () -> Meter.create("a-meter", measure, terms, NOW));
        return ((Refusal.Invalid) refused.refusal()).violations();
    }

    private static Meter orders() {
        return Meter.create("orders", COUNT, terms("order"), NOW).next();
    }

    private static Measure measure(
            Aggregation aggregation, @Nullable String value, @Nullable String subject, @Nullable Money money) {
        return new Measure("order.placed", aggregation, value, subject, money, Grade.BILLING);
    }

    private static Terms terms(@Nullable String unit, String... groupBy) {
        return new Terms("A name", null, unit, new TreeSet<>(List.of(groupBy)), null);
    }
}
