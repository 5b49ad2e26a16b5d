package io.centercontrol.dataplane.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Grant;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of an instance's own use the platform's figure may lack: by clocks that the test sets. */
class OwnUseTest {
    private static final long NOON = millis("2026-03-31T12:00:00Z");
    private static final long SECOND = 1_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final OwnUse own = new OwnUse("orders"::equals, NOON);

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private long missing(long toldMillis, long nowMillis) {
        return own.of(tenant, "orders", Grant.Period.MONTH, toldMillis, nowMillis);
    }

    private void sent(long amount, long at) {
        own.add(tenant, "orders", amount);
        own.sent(tenant, "orders", amount, at);
    }

    @Test
    void what_was_not_sent_is_in_no_figure_however_new_it_is() {
        own.add(tenant, "orders", 3);
        assertThat(missing(OwnFigures.NEVER, NOON)).isEqualTo(3);
        assertThat(missing(NOON + 5 * HOUR, NOON + 5 * HOUR)).isEqualTo(3);
    }

    @Test
    void what_was_sent_long_before_a_figure_is_in_it() {
        sent(3, NOON);
        assertThat(missing(NOON + 6 * SECOND, NOON + 6 * SECOND)).isZero();
        own.add(tenant, "orders", 2);
        assertThat(missing(NOON + 6 * SECOND, NOON + 7 * SECOND)).isEqualTo(2);
    }

    @Test
    void what_was_sent_around_a_figure_counts_beside_it_for_a_quarter_of_a_minute() {
        sent(3, NOON);
        for (var told = NOON - 4 * SECOND; told < NOON + 5 * SECOND; told += SECOND) {
            assertThat(missing(told, NOON + 14 * SECOND))
                    .as("told at %d", told - NOON)
                    .isEqualTo(3);
            assertThat(missing(told, NOON + 16 * SECOND))
                    .as("told at %d", told - NOON)
                    .isZero();
        }
    }

    @Test
    void what_was_sent_after_a_figure_is_not_in_it_while_no_other_comes_but_an_hour_long() {
        sent(3, NOON);
        for (var told : new long[] {OwnFigures.NEVER, NOON - HOUR, NOON - 6 * SECOND}) {
            assertThat(missing(told, NOON + HOUR - SECOND)).isEqualTo(3);
            assertThat(missing(told, NOON + HOUR + SECOND)).isZero();
        }
    }

    /** Whatever is sent when, and whatever the figure: what it surely lacks is there, and no more than all that it may lack. */
    @Test
    void is_never_less_than_what_is_lacking_and_never_more_than_what_may_be() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var use = new OwnUse("orders"::equals, NOON);
            var times = new long[400];
            var now = NOON;
            for (var at = 0; at < times.length; at++) {
                now += random.nextInt(random.nextInt(20) == 0 ? 60_000 : 800);
                times[at] = now;
                use.add(tenant, "orders", 1);
                use.sent(tenant, "orders", 1, now);
            }
            var told = now - random.nextInt(30_000);
            var surely = 0;
            var perhaps = 0;
            for (var time : times) {
                surely += time > told + 5 * SECOND && time > now - HOUR ? 1 : 0;
                perhaps += time > told - 6 * SECOND ? 1 : 0;
            }
            assertThat(use.of(tenant, "orders", Grant.Period.MONTH, told, now))
                    .as("seed %d, round %d", seed, round)
                    .isBetween((long) surely, (long) perhaps);
        }
    }

    /** No figure for minutes, with something sent each second: few steps are kept, and what is rounded is rounded up. */
    @Test
    void many_steps_become_few_and_nothing_is_lost() {
        for (var at = 0; at < 3_000; at++) {
            sent(1, NOON + at * SECOND);
        }
        var now = NOON + 3_000 * SECOND;
        assertThat(missing(OwnFigures.NEVER, now)).isEqualTo(3_000);
        assertThat(missing(now + 6 * SECOND, now)).isZero();
        for (var age = 0; age < 3_000; age += 50) {
            var since = missing(now - age * SECOND, now);
            assertThat(since).as("told %d s ago", age).isGreaterThanOrEqualTo(Math.max(0, age - 6));
            assertThat(since).as("told %d s ago", age).isLessThanOrEqualTo(8 + age + age / 7);
        }
    }

    @Test
    void a_day_begins_with_nothing_and_the_month_goes_on() {
        var evening = millis("2026-03-30T23:59:59Z");
        var use = new OwnUse("orders"::equals, evening);
        use.add(tenant, "orders", 3);
        var midnight = evening + SECOND;
        use.look(midnight);
        use.add(tenant, "orders", 2);
        assertThat(use.of(tenant, "orders", Grant.Period.DAY, OwnFigures.NEVER, midnight))
                .isEqualTo(2);
        assertThat(use.of(tenant, "orders", Grant.Period.MONTH, OwnFigures.NEVER, midnight))
                .isEqualTo(5);
        // Yesterday's is sent first.
        use.sent(tenant, "orders", 3, midnight);
        assertThat(use.of(tenant, "orders", Grant.Period.DAY, midnight + 6 * SECOND, midnight + 6 * SECOND))
                .isEqualTo(2);
        var april = millis("2026-04-01T00:00:00Z");
        use.look(april);
        assertThat(use.of(tenant, "orders", Grant.Period.MONTH, OwnFigures.NEVER, april))
                .isZero();
    }

    @Test
    void what_an_outbox_had_of_earlier_periods_is_of_those() {
        own.foundSent(tenant, "orders", 1, Instant.parse("2026-02-28T23:00:00Z"), NOON);
        own.foundSent(tenant, "orders", 2, Instant.parse("2026-03-30T23:00:00Z"), NOON);
        own.foundSent(tenant, "orders", 4, Instant.parse("2026-03-31T11:59:59Z"), NOON);
        assertThat(own.of(tenant, "orders", Grant.Period.DAY, OwnFigures.NEVER, NOON))
                .isEqualTo(4);
        assertThat(own.of(tenant, "orders", Grant.Period.MONTH, OwnFigures.NEVER, NOON))
                .isEqualTo(6);
        assertThat(missing(NOON + 7 * SECOND, NOON + 7 * SECOND)).isZero();
    }

    /** What is sent of an earlier run, or twice, is not taken off what comes later. */
    @Test
    void more_that_was_sent_than_was_added_leaves_nothing_behind() {
        sent(1, NOON);
        own.sent(tenant, "orders", 100, NOON);
        own.add(tenant, "orders", 5);
        assertThat(missing(NOON + 10 * SECOND, NOON + 10 * SECOND)).isEqualTo(5);
    }

    @Test
    void a_clock_that_is_set_back_refuses_for_a_moment_and_not_for_as_long_as_it_was_ahead() {
        sent(3, NOON + 5 * HOUR);
        sent(1, NOON);
        assertThat(missing(NOON, NOON)).isEqualTo(4);
        assertThat(missing(NOON, NOON + 17 * SECOND)).isZero();
    }

    @Test
    void other_meters_and_other_tenants_are_nothing() {
        own.add(tenant, "gmv", 5);
        own.add(new TenantId(UUID.randomUUID()), "orders", 5);
        assertThat(missing(OwnFigures.NEVER, NOON)).isZero();
        assertThat(own.of(tenant, "gmv", Grant.Period.MONTH, OwnFigures.NEVER, NOON))
                .isZero();
    }

    @Test
    void what_counts_no_more_is_let_go_of_and_begins_anew() {
        sent(3, NOON);
        own.look(NOON + HOUR + 2 * SECOND);
        own.add(tenant, "orders", 2);
        assertThat(missing(OwnFigures.NEVER, NOON + HOUR + 2 * SECOND)).isEqualTo(2);
        var unsent = new TenantId(UUID.randomUUID());
        own.add(unsent, "orders", 4);
        own.look(NOON + 9 * HOUR);
        assertThat(own.of(unsent, "orders", Grant.Period.MONTH, OwnFigures.NEVER, NOON + 9 * HOUR))
                .isEqualTo(4);
    }
}
