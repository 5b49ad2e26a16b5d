package io.centercontrol.usage.consumption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureUseTest {
    /** The last moments of a day: what is projected is what is used. */
    private static final Instant LATE = Instant.parse("2026-03-31T23:59:59.999Z");

    private static final Instant DAY = Instant.parse("2026-03-31T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "100, 0, 0",
        "100, 74, 0",
        "100, 75, 75",
        "100, 89, 75",
        "100, 90, 90",
        "100, 99, 90",
        "100, 100, 100",
        "100, 5000, 100",
        "3, 2, 0",
        "3, 3, 100",
        "1, 1, 100",
        "7, 6, 75",
        "7, 5, 0",
        "100, -5, 0",
        // Of what grants nothing, all is reached by anything.
        "0, 0, 0",
        "0, 1, 100",
        "9223372036854775807, 9223372036854775807, 100",
        "9223372036854775807, 6917529027641081855, 0",
        "9223372036854775807, 6917529027641081856, 75"
    })
    void the_level_is_the_highest_that_is_reached(long most, long used, int level) {
        assertThat(FeatureUse.of(meter(most), used, LATE).level()).isEqualTo(level);
        assertThat(FeatureUse.of(limit(most), used, LATE).level()).isEqualTo(level);
    }

    @Test
    void without_a_bound_nothing_is_reached() {
        var use = FeatureUse.of(new Granted("api-calls", Kind.METER, true, 0, true, Period.DAY), Long.MAX_VALUE, LATE);
        assertThat(use.level()).isZero();
        assertThat(use.projected()).isFalse();
        assertThat(use.reached()).isEmpty();
    }

    @Test
    void before_a_tenth_of_the_period_is_over_nothing_is_projected() {
        assertThat(FeatureUse.of(meter(100), 50, DAY.plusSeconds(8_639)).projected())
                .isFalse();
        assertThat(FeatureUse.of(meter(100), 50, DAY.plusSeconds(8_640)).projected())
                .isTrue();
        assertThat(FeatureUse.of(meter(100), 50, DAY).projectedAt(DAY)).isEqualTo(DAY.plusSeconds(8_640));
        assertThat(FeatureUse.of(meter(100), 10, DAY).projectedAt(DAY)).isNull();
    }

    @Test
    void at_the_pace_so_far_more_than_is_granted_is_exceeding() {
        var noon = DAY.plusSeconds(43_200);
        assertThat(FeatureUse.of(meter(100), 50, noon).projected()).isFalse();
        assertThat(FeatureUse.of(meter(100), 51, noon).projected()).isTrue();
        assertThat(FeatureUse.of(meter(100), 51, noon).reached()).containsExactly(Threshold.PROJECTED);
        // Once it is used up, there is nothing to project.
        assertThat(FeatureUse.of(meter(100), 100, noon).reached())
                .containsExactly(Threshold.PERCENT_75, Threshold.PERCENT_90, Threshold.PERCENT_100);
        assertThat(FeatureUse.of(limit(100), 99, noon).projected()).isFalse();
    }

    @Property
    void the_level_is_that_of_exact_fractions(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long most,
            @ForAll @LongRange(min = 0, max = 2_000_000_000) long used) {
        var level = FeatureUse.of(meter(most), used, LATE).level();
        for (var percent : new int[] {75, 90, 100}) {
            assertThat(level >= percent).isEqualTo(used * 100 >= most * percent);
        }
    }

    @Property
    void what_is_used_at_one_pace_is_projected_if_the_whole_exceeds(
            @ForAll @LongRange(min = 8_640, max = 86_399) long second,
            @ForAll @LongRange(min = 1, max = 1_000) long perSecond,
            @ForAll @LongRange(min = 1, max = 100_000_000) long most) {
        var use = FeatureUse.of(meter(most), second * perSecond, DAY.plusSeconds(second));
        assertThat(use.projected()).isEqualTo(perSecond * 86_400 > most);
    }

    @Test
    void a_period_that_is_over_is_one_of_which_nothing_is_used() {
        var told = FeatureUse.of(meter(100), 95, LATE);
        assertThat(told.at(LATE)).isEqualTo(told);
        var next = told.at(DAY.plusSeconds(86_400));
        assertThat(next.used()).isZero();
        assertThat(next.level()).isZero();
        assertThat(next.window()).isEqualTo(Period.DAY.at(DAY.plusSeconds(86_400)));
        assertThat(FeatureUse.of(limit(10), 9, LATE).at(DAY.plusSeconds(86_400)).used())
                .isEqualTo(9);
    }

    @Test
    void a_grant_that_nobody_can_have_is_none() {
        assertThatThrownBy(() -> new Granted("a", Kind.METER, false, 1, true, Period.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Granted("a", Kind.LIMIT, false, 1, true, Period.DAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Granted meter(long most) {
        return new Granted("api-calls", Kind.METER, false, most, true, Period.DAY);
    }

    private static Granted limit(long most) {
        return new Granted("stores", Kind.LIMIT, false, most, true, Period.NONE);
    }
}
