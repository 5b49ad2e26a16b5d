package io.centercontrol.usage.accept.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.Money;
import io.centercontrol.usage.meters.model.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OLDEST = NOW.minus(Duration.ofDays(35));
    private static final TenantId TENANT = TenantId.parse("01a20474-66fd-731c-94bd-a664136c02d6");
    private static final Measure GMV =
            new Measure("order.placed", Aggregation.SUM, "amount", null, new Money.AsSaid("currency"), Grade.BILLING);
    private static final Measure ORDERS =
            new Measure("order.placed", Aggregation.COUNT, null, null, null, Grade.BILLING);
    private static final Measure CALLS =
            new Measure("api.called", Aggregation.COUNT, null, null, null, Grade.TELEMETRY);
    private static final Measure USERS =
            new Measure("user.seen", Aggregation.UNIQUE, null, "user", null, Grade.TELEMETRY);
    private static final Measure BALANCE =
            new Measure("stock.moved", Aggregation.SUM, "by", null, null, Grade.TELEMETRY);

    static Stream<Arguments> events() {
        var euros = Map.of("currency", "EUR");
        var year1970 = Instant.EPOCH;
        var year2100 = Instant.parse("2100-01-01T00:00:00Z");
        return Stream.of(
                Arguments.of(GMV, event("o1", 4_900, NOW, euros, Grade.BILLING), null),
                Arguments.of(GMV, event("o1", 0, NOW, euros, Grade.BILLING), null),
                Arguments.of(GMV, event("o1", Long.MAX_VALUE, NOW, euros, Grade.BILLING), null),
                Arguments.of(GMV, event("o1", -1, NOW, euros, Grade.BILLING), Reason.NEGATIVE_MONEY),
                Arguments.of(GMV, event("o1", 1, NOW, Map.of(), Grade.BILLING), Reason.UNKNOWN_CURRENCY),
                Arguments.of(
                        GMV, event("o1", 1, NOW, Map.of("currency", "EURO"), Grade.BILLING), Reason.UNKNOWN_CURRENCY),
                Arguments.of(
                        GMV, event("o1", 1, NOW, Map.of("currency", "XXX"), Grade.BILLING), Reason.UNKNOWN_CURRENCY),
                Arguments.of(GMV, event(null, 1, NOW, euros, Grade.BILLING), Reason.NO_ID),
                Arguments.of(GMV, event("o1", 1, NOW, euros, Grade.TELEMETRY), Reason.WRONG_GRADE),
                Arguments.of(ORDERS, event("o1", 0, NOW, Map.of(), Grade.BILLING), Reason.INVALID_COUNT),
                Arguments.of(CALLS, event(null, 17, NOW, Map.of(), Grade.TELEMETRY), null),
                Arguments.of(CALLS, event("c1", 1, NOW, Map.of(), Grade.BILLING), null),
                Arguments.of(CALLS, event(null, 1, year1970, Map.of(), Grade.TELEMETRY), Reason.TOO_OLD),
                Arguments.of(CALLS, event(null, 1, year2100, Map.of(), Grade.TELEMETRY), Reason.IN_THE_FUTURE),
                Arguments.of(CALLS, event(null, 1, OLDEST, Map.of(), Grade.TELEMETRY), null),
                Arguments.of(CALLS, event(null, 1, NOW.plus(Judgement.SKEW), Map.of(), Grade.TELEMETRY), null),
                Arguments.of(USERS, event(null, 1, NOW, Map.of("user", "u1"), Grade.TELEMETRY), null),
                Arguments.of(USERS, event(null, 1, NOW, Map.of("user", ""), Grade.TELEMETRY), Reason.NO_SUBJECT),
                Arguments.of(BALANCE, event(null, -3, NOW, Map.of(), Grade.TELEMETRY), null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void it_counts_or_there_is_a_reason(Measure measure, Event event, @Nullable Reason reason) {
        assertThat(Judgement.against(event, meter(measure), true, NOW, OLDEST)).isEqualTo(reason);
    }

    @Test
    void what_nobody_knows_does_not_count() {
        var event = event(null, 1, NOW, Map.of(), Grade.TELEMETRY);
        assertThat(Judgement.against(event, null, true, NOW, OLDEST)).isEqualTo(Reason.UNKNOWN_METER);
        assertThat(Judgement.against(event, meter(CALLS), false, NOW, OLDEST)).isEqualTo(Reason.UNKNOWN_TENANT);
        var archived = meter(CALLS).revise(CALLS, meter(CALLS).terms(), true, NOW);
        assertThat(archived).isNotNull();
        assertThat(Judgement.against(event, archived.next(), true, NOW, OLDEST)).isEqualTo(Reason.ARCHIVED_METER);
    }

    private static Meter meter(Measure measure) {
        var unit = measure.money() == null ? "thing" : null;
        return Meter.create("a-meter", measure, new Terms("A meter", null, unit, new TreeSet<>(), null), NOW)
                .next();
    }

    private static Event event(
            @Nullable String id, long amount, Instant at, Map<String, String> properties, Grade grade) {
        return new Event(id, "a-meter", TENANT, amount, at, properties, grade);
    }
}
