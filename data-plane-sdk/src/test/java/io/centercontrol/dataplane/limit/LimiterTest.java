package io.centercontrol.dataplane.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Permit;
import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final TenantId ACME = new TenantId(UUID.fromString("01a20474-66fd-731c-94bd-000000000001"));
    private static final String CHECKOUT = "checkout";

    private @Nullable ServiceShares shares;
    private long nanos = 17;
    private final Limiter limiter = new Limiter(new Parts("me", () -> shares), () -> nanos);

    @Test
    void lets_a_burst_through_and_then_as_many_as_the_rate_says() {
        var limit = limit(60, 60, 5, true);

        assertThat(calls(20, limit)).isEqualTo(5);
        pass(Duration.ofSeconds(3));
        assertThat(calls(20, limit)).isEqualTo(3);
        pass(Duration.ofHours(1));
        assertThat(calls(20, limit)).isEqualTo(5);
        assertThat(limiter.refused()).isEqualTo(15 + 17 + 15);
    }

    @Test
    void says_what_an_answer_needs() {
        var limit = limit(60, 60, 2, true);

        assertThat(take(limit))
                .isEqualTo(new Permit(
                        Permit.Reason.WITHIN_LIMIT,
                        60,
                        Duration.ofMinutes(1),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ZERO));
        take(limit);
        pass(Duration.ofMillis(400));
        assertThat(take(limit))
                .isEqualTo(new Permit(
                        Permit.Reason.OVER_LIMIT,
                        60,
                        Duration.ofMinutes(1),
                        0,
                        Duration.ofMillis(600),
                        Duration.ofMillis(600)));
    }

    @Test
    void only_counts_what_a_shadow_limit_would_refuse() {
        var limit = limit(60, 60, 2, false);

        assertThat(calls(10, limit)).isEqualTo(10);
        assertThat(limiter.refused()).isZero();
        assertThat(limiter.wouldBeRefused()).isEqualTo(8);
        assertThat(take(limit).reason()).isEqualTo(Permit.Reason.OVER_SHADOW_LIMIT);
        assertThat(take(limit).retryAfter()).isZero();
    }

    @Test
    void lets_nothing_through_where_nothing_is_permitted() {
        var none = limit(0, 60, 10, true);

        assertThat(calls(3, none)).isZero();
        pass(Duration.ofDays(1));
        assertThat(calls(3, none)).isZero();
        assertThat(take(none).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(take(none).reset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(take(limit(0, 60, 10, false)).reset()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_raised_limit_counts_at_once_and_a_lowered_one_too() {
        var low = limit(1, 3600, 2, true);
        assertThat(calls(5, low)).isEqualTo(2);

        assertThat(calls(100, limit(10, 3600, 12, true))).isEqualTo(10);

        pass(Duration.ofDays(1));
        assertThat(calls(1, limit(10, 3600, 12, true))).isEqualTo(1);
        assertThat(calls(5, low)).isEqualTo(2);
    }

    @Test
    void limits_nothing_where_nothing_is_said() {
        assertThat(limiter.take(ACME, CHECKOUT, null)).isEqualTo(Permit.UNLIMITED);
    }

    @Test
    void takes_an_equal_part_and_counts_itself_before_it_is_listed() {
        shares = new ServiceShares(List.of("one", "two", "three"), Map.of());
        assertThat(calls(100, limit(100, 60, 40, true))).isEqualTo(10);

        shares = new ServiceShares(List.of("me", "two"), Map.of());
        assertThat(calls(100, limit(100, 60, 40, true))).isZero();
        pass(Duration.ofHours(1));
        assertThat(calls(100, limit(100, 60, 40, true))).isEqualTo(20);
    }

    @Test
    void takes_the_part_that_the_demand_gives_it_and_a_part_that_grows_puts_nothing_in() {
        var limit = limit(100, 60, 40, true);
        shares = new ServiceShares(List.of("me", "other"), Map.of(CHECKOUT, Map.of(ACME, List.of(0.25f, 0.75f))));
        assertThat(calls(100, limit)).isEqualTo(10);

        shares = new ServiceShares(List.of("me", "other"), Map.of(CHECKOUT, Map.of(ACME, List.of(0.75f, 0.25f))));
        assertThat(calls(100, limit)).isZero();
        pass(Duration.ofSeconds(4));
        assertThat(calls(100, limit)).isEqualTo(5);
    }

    @Test
    void lets_one_call_through_even_where_its_part_of_the_burst_is_less() {
        shares = new ServiceShares(List.of("a", "b", "c", "me"), Map.of());

        assertThat(calls(5, limit(60, 60, 1, true))).isEqualTo(1);
    }

    @Test
    void tells_of_what_comes_near_its_part_and_forgets_what_rests() {
        var limit = limit(10, 1, 10, true);
        limiter.demand();
        for (var i = 0; i < 20; i++) {
            calls(1, limit);
            pass(Duration.ofMillis(1000 / 3));
        }
        assertThat(limiter.demand()).isEmpty();

        for (var i = 0; i < 40; i++) {
            calls(3, limit);
            pass(Duration.ofMillis(100));
        }
        assertThat(limiter.demand()).singleElement().satisfies(demand -> {
            assertThat(demand.tenant()).isEqualTo(ACME);
            assertThat(demand.callClass()).isEqualTo(CHECKOUT);
            assertThat(demand.perSecond()).isBetween(25.0, 31.0);
        });

        pass(Duration.ofMinutes(1));
        assertThat(limiter.demand()).isEmpty();
    }

    @Test
    void tells_of_any_demand_while_the_platform_parts_the_call_by_demand() {
        shares = new ServiceShares(List.of("me", "other"), Map.of(CHECKOUT, Map.of(ACME, List.of(0.5f, 0.5f))));
        for (var i = 0; i < 10; i++) {
            calls(1, limit(1000, 1, 1000, true));
            pass(Duration.ofMillis(500));
        }
        assertThat(limiter.demand()).hasSize(1);
    }

    private Permit take(RateLimit limit) {
        return limiter.take(ACME, CHECKOUT, limit);
    }

    private long calls(int number, RateLimit limit) {
        var allowed = 0;
        for (var i = 0; i < number; i++) {
            if (take(limit).allowed()) {
                allowed++;
            }
        }
        return allowed;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static RateLimit limit(long permits, int perSeconds, long burst, boolean enforced) {
        return new RateLimit(ACME, null, CHECKOUT, permits, perSeconds, burst, enforced, null, false);
    }
}
