package io.centercontrol.usage.statements.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");

    @Test
    void one_of_the_31st_ends_with_each_month() {
        var ends = following(Instant.parse("2027-12-31T00:00:00Z"), 31, ZoneId.of("UTC"), 4);

        assertThat(ends)
                .containsExactly(
                        Instant.parse("2028-01-31T00:00:00Z"),
                        Instant.parse("2028-02-29T00:00:00Z"),
                        Instant.parse("2028-03-31T00:00:00Z"),
                        Instant.parse("2028-04-30T00:00:00Z"));
    }

    @Test
    void a_period_over_a_change_of_the_clock_ends_at_midnight() {
        assertThat(Periods.end(Instant.parse("2026-03-14T23:00:00Z"), 15, BERLIN))
                .isEqualTo(Instant.parse("2026-04-14T22:00:00Z"));
        assertThat(Periods.end(Instant.parse("2026-10-14T22:00:00Z"), 15, BERLIN))
                .isEqualTo(Instant.parse("2026-11-14T23:00:00Z"));
    }

    @Test
    void another_zone_makes_a_period_some_hours_longer_or_shorter_and_never_one_of_hours() {
        var start = Instant.parse("2026-03-09T11:00:00Z"); // midnight of the 10th in Auckland

        assertThat(Periods.end(start, 10, HONOLULU)).isEqualTo(Instant.parse("2026-04-10T10:00:00Z"));
        assertThat(Periods.end(Instant.parse("2026-03-10T10:00:00Z"), 10, AUCKLAND))
                .isEqualTo(Instant.parse("2026-04-09T12:00:00Z"));
    }

    @Test
    void books_begin_with_the_registration_or_with_what_can_still_count() {
        var registered = Instant.parse("2026-01-20T09:41:12Z");

        assertThat(Periods.first(registered, Instant.parse("2026-01-01T00:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-01-20T09:41:00Z"));
        assertThat(Periods.first(registered, Instant.parse("2026-02-10T00:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-01-20T09:41:00Z"));
        assertThat(Periods.first(registered, Instant.parse("2026-06-19T00:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-05-19T22:00:00Z"));
        assertThat(Periods.first(registered, Instant.parse("2026-06-20T00:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-06-19T22:00:00Z"));
    }

    @Property(tries = 300)
    void periods_follow_each_other_by_the_month_whatever_becomes_of_the_zone(
            @ForAll("moments") Instant registered,
            @ForAll("zones") ZoneId first,
            @ForAll @Size(24) List<@From("zones") ZoneId> zones) {
        var anchor = Periods.anchor(registered, first);
        var start = Periods.first(registered, registered, first);
        for (var zone : zones) {
            var end = Periods.end(start, anchor, zone);
            // The first one begins within a day, all others at a midnight; two zones are 26 hours apart at most.
            assertThat(Duration.between(start, end)).isBetween(Duration.ofHours(25 * 24), Duration.ofHours(33 * 24));
            var local = end.atZone(zone);
            assertThat(local.toLocalDate().atStartOfDay(zone)).isEqualTo(local);
            assertThat(local.getDayOfMonth())
                    .isEqualTo(Math.min(anchor, YearMonth.from(local).lengthOfMonth()));
            start = end;
        }
    }

    @Property(tries = 300)
    void two_years_are_24_periods(
            @ForAll @IntRange(min = 1, max = 31) int anchor,
            @ForAll @IntRange(min = 2000, max = 2100) int year,
            @ForAll("zones") ZoneId zone) {
        var start = YearMonth.of(year, 1)
                .atDay(Math.min(anchor, 31))
                .atStartOfDay(zone)
                .toInstant();

        assertThat(following(start, anchor, zone, 24).getLast())
                .isEqualTo(YearMonth.of(year + 2, 1)
                        .atDay(anchor)
                        .atStartOfDay(zone)
                        .toInstant());
    }

    @Property(tries = 300)
    void the_first_period_has_the_oldest_moment_or_the_registration(
            @ForAll("moments") Instant registered,
            @ForAll @IntRange(min = -40, max = 4000) int days,
            @ForAll("zones") ZoneId zone) {
        var oldest = registered.plus(Duration.ofDays(days));
        var start = Periods.first(registered, oldest, zone);
        var end = Periods.end(start, Periods.anchor(registered, zone), zone);
        var has = oldest.isBefore(registered) ? registered : oldest;

        assertThat(has).isAfterOrEqualTo(start);
        assertThat(has).isBefore(end);
    }

    private static List<Instant> following(Instant start, int anchor, ZoneId zone, int number) {
        var ends = new ArrayList<Instant>();
        var at = start;
        for (var i = 0; i < number; i++) {
            at = Periods.end(at, anchor, zone);
            ends.add(at);
        }
        return ends;
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/St_Johns",
                        "America/Sao_Paulo",
                        "Asia/Kolkata",
                        "Asia/Kathmandu",
                        "Australia/Lord_Howe",
                        "Pacific/Auckland",
                        "Pacific/Honolulu",
                        "Pacific/Kiritimati",
                        "Africa/Cairo",
                        "Asia/Beirut")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2015-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2040-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}
