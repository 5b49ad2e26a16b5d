package io.centercontrol.usage.consumption.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void a_month_ends_where_the_next_one_begins() {
        assertThat(Period.MONTH.at(Instant.parse("2026-01-31T23:59:59.999999Z")))
                .isEqualTo(window("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
        assertThat(Period.MONTH.at(Instant.parse("2026-02-01T00:00:00Z")))
                .isEqualTo(window("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"));
        assertThat(Period.MONTH.at(Instant.parse("2026-12-31T12:00:00Z")))
                .isEqualTo(window("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    }

    @Test
    void a_leap_day_is_a_day_of_its_month() {
        var noon = Instant.parse("2028-02-29T12:00:00Z");
        assertThat(Period.DAY.at(noon)).isEqualTo(window("2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"));
        assertThat(Period.MONTH.at(noon)).isEqualTo(window("2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"));
        assertThat(requireNonNull(Period.MONTH.at(noon)).length().toDays()).isEqualTo(29);
        assertThat(requireNonNull(Period.MONTH.at(Instant.parse("2100-02-28T12:00:00Z")))
                        .length()
                        .toDays())
                .isEqualTo(28);
    }

    @Test
    void a_limit_has_none() {
        assertThat(Period.NONE.at(Instant.EPOCH)).isNull();
    }

    /** Each moment of four centuries is in exactly one day and one month. */
    @Property
    void each_moment_is_in_one_period_and_the_next_begins_where_it_ends(
            @ForAll @LongRange(min = 0, max = 400L * 366 * 86_400) long second) {
        var moment = Instant.ofEpochSecond(second);
        for (var period : new Period[] {Period.DAY, Period.MONTH}) {
            var window = requireNonNull(period.at(moment));
            assertThat(window.start()).isBeforeOrEqualTo(moment);
            assertThat(window.end()).isAfter(moment);
            assertThat(period.at(window.start())).isEqualTo(window);
            assertThat(period.at(window.end().minusNanos(1))).isEqualTo(window);
            assertThat(requireNonNull(period.at(window.end())).start()).isEqualTo(window.end());
            assertThat(period.start(moment)).isEqualTo(LocalDate.ofInstant(window.start(), ZoneOffset.UTC));
        }
    }

    private static Window window(String start, String end) {
        return new Window(Instant.parse(start), Instant.parse(end));
    }
}
