package io.centercontrol.dataplane.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What fits, by the platform's figure and this instance's own. */
class AllowanceTest {
    private static final Instant TOLD = Instant.parse("2026-03-31T12:00:00Z");
    private static final long NOW = TOLD.plusSeconds(1).toEpochMilli();
    private static final long MIDNIGHT = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
    private static final Entitlements GRANTED = SampleEntitlements.of("basic")
            .meter("orders", 100, Grant.Period.MONTH)
            .meter("gmv", Grant.UNLIMITED, Grant.Period.DAY)
            .limit("products", 10)
            .softLimit("staff", 5)
            .on("loyalty")
            .off("pos")
            .build();

    private final TenantId tenant = new TenantId(UUID.randomUUID());

    private static TenantConsumption orders(Grant.Period period, long used) {
        return new TenantConsumption(TOLD, List.of(new FeatureUse("orders", period, MIDNIGHT, used)));
    }

    private Check check(String feature, long more, @Nullable TenantConsumption told, long own, long now) {
        return Allowance.check(tenant, GRANTED, feature, more, told, (id, meter, period, asOf, at) -> own, now);
    }

    private Check orders(long more, long told, long own) {
        return check("orders", more, orders(Grant.Period.MONTH, told), own, NOW);
    }

    @Test
    void the_figure_and_its_own_use_are_added() {
        assertThat(orders(1, 90, 9).allowed()).isTrue();
        assertThat(orders(1, 90, 10))
                .isEqualTo(new Check("orders", false, Check.Reason.LIMIT_REACHED, 100, 100, GRANTED.plan(), TOLD));
        assertThat(orders(11, 80, 10).allowed()).isFalse();
        assertThat(orders(10, 80, 10).allowed()).isTrue();
        assertThat(orders(0, 100, 0).allowed()).as("all of it, and no more").isTrue();
        assertThat(orders(0, 100, 1).allowed()).isFalse();
        assertThat(orders(Long.MAX_VALUE, 0, 0).allowed()).isFalse();
        assertThat(orders(1, Long.MAX_VALUE, 5).used()).isEqualTo(Long.MAX_VALUE);
        assertThat(orders(100, -50, 0).allowed()).as("credited").isTrue();
        assertThatThrownBy(() -> orders(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void from_the_end_of_its_period_on_a_figure_is_nothing() {
        assertThat(check("orders", 1, orders(Grant.Period.MONTH, 100), 0, MIDNIGHT - 1)
                        .allowed())
                .isFalse();
        assertThat(check("orders", 1, orders(Grant.Period.MONTH, 100), 7, MIDNIGHT))
                .extracting(Check::allowed, Check::used)
                .containsExactly(true, 7L);
    }

    @Test
    void without_a_figure_it_is_its_own_use_and_says_so() {
        for (var told : new @Nullable TenantConsumption[] {
            null, new TenantConsumption(TOLD, List.of()), orders(Grant.Period.DAY, 100)
        }) {
            var check = check("orders", 1, told, 99, NOW);
            assertThat(check).isEqualTo(new Check("orders", true, Check.Reason.ALLOWED, 100, 99, GRANTED.plan(), null));
            assertThat(check("orders", 1, told, 100, NOW).allowed()).isFalse();
        }
    }

    @Test
    void of_a_limit_the_figure_alone_counts_and_a_soft_one_refuses_nothing() {
        var told =
                new TenantConsumption(TOLD, List.of(FeatureUse.ofLimit("products", 9), FeatureUse.ofLimit("staff", 5)));
        assertThat(check("products", 1, told, 1_000, NOW).allowed()).isTrue();
        assertThat(check("products", 2, told, 0, NOW).reason()).isEqualTo(Check.Reason.LIMIT_REACHED);
        assertThat(check("staff", 1, told, 0, NOW).reason()).isEqualTo(Check.Reason.ALLOWED_OVER_SOFT_LIMIT);
        assertThat(check("gmv", Long.MAX_VALUE, told, Long.MAX_VALUE, NOW).allowed())
                .as("without a bound")
                .isTrue();
    }

    @Test
    void switches_and_what_is_not_granted_are_as_the_entitlements_say() {
        assertThat(check("loyalty", 1, null, 0, NOW).allowed()).isTrue();
        assertThat(check("pos", 1, null, 0, NOW).reason()).isEqualTo(Check.Reason.NOT_IN_PLAN);
        assertThat(check("unheard-of", 1, null, 0, NOW).reason()).isEqualTo(Check.Reason.NOT_IN_PLAN);
        assertThat(Allowance.check(tenant, Entitlements.NONE, "orders", 1, null, (a, b, c, d, e) -> 0, NOW)
                        .reason())
                .isEqualTo(Check.Reason.NO_ENTITLEMENTS);
    }
}
