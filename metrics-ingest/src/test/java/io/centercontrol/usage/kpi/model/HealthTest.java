package io.centercontrol.usage.kpi.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Instant JUST_NOW = NOW.minusSeconds(60);

    @Test
    void who_does_as_before_is_well() {
        var health = health(700, JUST_NOW, List.of(orders(95, 100)), List.of());

        assertThat(health.state()).isEqualTo(Health.State.GOOD);
        assertThat(health.sentence()).isEqualTo("Nothing stands out.");
    }

    @Test
    void what_fell_is_told_with_how_much() {
        assertThat(health(700, JUST_NOW, List.of(orders(71, 100)), List.of()).state())
                .isEqualTo(Health.State.GOOD);
        var some = health(700, JUST_NOW, List.of(orders(70, 100)), List.of());
        assertThat(some.state()).isEqualTo(Health.State.WATCH);
        assertThat(some.sentence()).isEqualTo("Orders fell by 30 % against the 7 days before.");
        var far = health(700, JUST_NOW, List.of(orders(40, 100)), List.of());
        assertThat(far.state()).isEqualTo(Health.State.BAD);
        assertThat(far.sentence()).isEqualTo("Orders fell by 60 % against the 7 days before.");
    }

    @Test
    void money_is_told_with_its_currency_and_few_are_no_trend() {
        var money = new Moved("Gross merchandise value", "EUR", compared(0, 5_000));
        assertThat(health(700, JUST_NOW, List.of(money), List.of()).sentence())
                .isEqualTo("Gross merchandise value in EUR fell by 100 % against the 7 days before.");
        assertThat(health(700, JUST_NOW, List.of(orders(0, 19)), List.of()).reasons())
                .isEmpty();
        assertThat(health(700, JUST_NOW, List.of(orders(0, 20)), List.of()).reasons())
                .hasSize(1);
    }

    @Test
    void silence_is_measured_against_the_usual_pause() {
        // 700 in 7 days: one in a quarter of an hour. Ten of those pass before three hours do.
        assertThat(health(700, NOW.minus(Duration.ofHours(3)), List.of(), List.of())
                        .reasons())
                .isEmpty();
        var silent = health(700, NOW.minus(Duration.ofMinutes(181)), List.of(), List.of());
        assertThat(silent.state()).isEqualTo(Health.State.WATCH);
        assertThat(silent.sentence()).isEqualTo("No event for 3 hours.");
        assertThat(health(700, NOW.minus(Duration.ofHours(25)), List.of(), List.of())
                        .state())
                .isEqualTo(Health.State.BAD);
        // 7 in 7 days: one a day, so that nine days without one are no news.
        assertThat(health(7, NOW.minus(Duration.ofDays(9)), List.of(), List.of())
                        .reasons())
                .isEmpty();
        assertThat(health(7, NOW.minus(Duration.ofDays(11)), List.of(), List.of())
                        .sentence())
                .isEqualTo("No event for 11 days.");
    }

    @Test
    void who_has_no_rhythm_is_silent_after_both_spans_and_who_never_came_is_named() {
        assertThat(health(0, NOW.minus(Duration.ofDays(13)), List.of(), List.of())
                        .reasons())
                .isEmpty();
        assertThat(health(0, NOW.minus(Duration.ofDays(15)), List.of(), List.of())
                        .sentence())
                .isEqualTo("No event for 15 days.");
        assertThat(health(0, null, List.of(), List.of()).sentence()).isEqualTo("Nothing was ever counted.");
    }

    @Test
    void a_grant_that_comes_near_its_end_is_told() {
        assertThat(health(700, JUST_NOW, List.of(), List.of(new Grant("api-calls", 89, true, false)))
                        .reasons())
                .isEmpty();
        assertThat(health(700, JUST_NOW, List.of(), List.of(new Grant("api-calls", 90, true, true)))
                        .sentence())
                .isEqualTo("90 % of api-calls are used.");
        assertThat(health(700, JUST_NOW, List.of(), List.of(new Grant("api-calls", 20, true, true)))
                        .sentence())
                .isEqualTo("Api-calls will be used up before its period ends.");
        assertThat(health(700, JUST_NOW, List.of(), List.of(new Grant("api-calls", 130, true, false)))
                        .state())
                .isEqualTo(Health.State.BAD);
        assertThat(health(700, JUST_NOW, List.of(), List.of(new Grant("stores", 100, false, false)))
                        .state())
                .isEqualTo(Health.State.WATCH);
    }

    @Test
    void the_worst_comes_first_and_all_of_it_is_one_sentence() {
        var health = health(
                700,
                NOW.minus(Duration.ofHours(4)),
                List.of(orders(40, 100)),
                List.of(new Grant("orders-per-month", 92, true, false)));

        assertThat(health.state()).isEqualTo(Health.State.BAD);
        assertThat(health.sentence())
                .isEqualTo("Orders fell by 60 % against the 7 days before; no event for 4 hours;"
                        + " 92 % of orders-per-month are used.");
    }

    private static Health health(long events, @Nullable Instant last, List<Moved> moved, List<Grant> grants) {
        return Health.of(new Health.Signs(7, moved, events, last, grants), NOW);
    }

    private static Moved orders(long value, long before) {
        return new Moved("Orders", "", compared(value, before));
    }

    private static Compared compared(long value, long before) {
        return new Compared(BigInteger.valueOf(value), BigInteger.valueOf(before));
    }
}
