package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.testing.SampleEntitlements;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitlementsTest {
    private static final Entitlements STANDARD = SampleEntitlements.of(new Entitlements.Plan("standard", 3, "Standard"))
            .on("loyalty")
            .off("pos")
            .limit("products", 100)
            .softLimit("staff", 5)
            .unlimited("integrations")
            .meter("api-calls", 1_000, Grant.Period.DAY)
            .build();

    @Test
    void answers_what_is_said() {
        assertThat(STANDARD.isOn("loyalty")).isTrue();
        assertThat(STANDARD.isOn("pos")).isFalse();
        assertThat(STANDARD.limit("products")).isEqualTo(100);
        assertThat(STANDARD.limit("api-calls")).isEqualTo(1_000);
        assertThat(STANDARD.limit("integrations")).isEqualTo(Long.MAX_VALUE);
        assertThat(STANDARD.plan()).isEqualTo(new Entitlements.Plan("standard", 3, "Standard"));
        assertThat(STANDARD.all())
                .extracting(Grant::feature)
                .containsExactly("api-calls", "integrations", "loyalty", "pos", "products", "staff");
    }

    @Test
    void what_is_not_said_is_off_and_zero() {
        for (var entitlements : List.of(STANDARD, Entitlements.NONE)) {
            assertThat(entitlements.isOn("promotions")).isFalse();
            assertThat(entitlements.limit("promotions")).isZero();
            assertThat(entitlements.check("promotions", 0).allowed()).isFalse();
        }
        assertThat(STANDARD.isOn("products")).as("no switch").isFalse();
        assertThat(STANDARD.limit("loyalty")).as("no limit").isZero();
    }

    @Test
    void allows_while_one_more_fits() {
        assertThat(STANDARD.check("products", 99))
                .isEqualTo(new Check("products", true, Check.Reason.ALLOWED, 100, 99, STANDARD.plan(), null));
        assertThat(STANDARD.check("products", 100))
                .isEqualTo(new Check("products", false, Check.Reason.LIMIT_REACHED, 100, 100, STANDARD.plan(), null));
        assertThat(STANDARD.check("api-calls", 1_000).reason()).isEqualTo(Check.Reason.LIMIT_REACHED);
        assertThat(STANDARD.check("integrations", Long.MAX_VALUE).allowed()).isTrue();
    }

    @Test
    void tells_of_what_is_over_a_soft_limit() {
        assertThat(STANDARD.check("staff", 4).reason()).isEqualTo(Check.Reason.ALLOWED);
        assertThat(STANDARD.check("staff", 5))
                .isEqualTo(new Check("staff", true, Check.Reason.ALLOWED_OVER_SOFT_LIMIT, 5, 5, STANDARD.plan(), null));
    }

    @Test
    void checks_a_switch_by_its_being_on() {
        assertThat(STANDARD.check("loyalty", 7).reason()).isEqualTo(Check.Reason.ALLOWED);
        assertThat(STANDARD.check("pos", 0).reason()).isEqualTo(Check.Reason.NOT_IN_PLAN);
        assertThat(STANDARD.check("promotions", 0).reason()).isEqualTo(Check.Reason.NOT_IN_PLAN);
        assertThat(Entitlements.NONE.check("loyalty", 0))
                .isEqualTo(new Check("loyalty", false, Check.Reason.NO_ENTITLEMENTS, 0, 0, null, null));
    }

    @Test
    void is_equal_by_its_content() {
        var plan = new Entitlements.Plan("basic", 1, "Basic");
        var one = new Grant.Switch("a", true);
        var other = new Grant.Limit("b", 2, true);
        assertThat(Entitlements.of(plan, List.of(one, other)))
                .isEqualTo(Entitlements.of(plan, List.of(other, one)))
                .isNotEqualTo(Entitlements.byDefault(plan, List.of(one, other)))
                .isNotEqualTo(Entitlements.of(plan, List.of(one)));
    }

    @Test
    void a_feature_is_granted_once() {
        var plan = new Entitlements.Plan("basic", 1, "Basic");
        var twice = List.of(new Grant.Switch("a", true), new Grant.Switch("a", false));
        assertThatThrownBy(() -> Entitlements.of(plan, twice)).isInstanceOf(IllegalArgumentException.class);
    }
}
