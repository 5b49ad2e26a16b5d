package io.centercontrol.plans.subscription.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.subscription.model.Entitlement.Layer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntitlementsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Feature PRODUCTS = new Feature("products", "Products", Feature.Kind.LIMIT, "product", false);
    private static final Feature LOYALTY = new Feature("loyalty", "Loyalty", Feature.Kind.SWITCH, null, false);
    private static final Feature CALLS = new Feature("calls", "API calls", Feature.Kind.METER, "call", false);
    private static final PlanRef BASIC = new PlanRef("basic", 1);
    private static final PlanRef STANDARD = new PlanRef("standard", 2);
    private static final PlanRef MORE_PRODUCTS = new PlanRef("more-products", 1);

    private static final Map<PlanRef, Map<String, Grant>> GRANTS = Map.of(
            BASIC, Map.of("products", limit(100)),
            STANDARD, Map.of("products", limit(null), "loyalty", new Grant.Switch(true)),
            MORE_PRODUCTS, Map.of("products", limit(50)));

    private final Entitlements entitlements = new Entitlements(
            Map.of("calls", new Grant.Meter(10L, Grant.Period.DAY)), source -> GRANTS.getOrDefault(source, Map.of()));

    @Test
    void the_plan_counts_more_than_the_default_and_what_nobody_names_is_off() {
        var basic = subscription(List.of(), Map.of());

        assertThat(of(basic, PRODUCTS, 1).grant()).isEqualTo(limit(100));
        assertThat(of(basic, PRODUCTS, 1).decidedBy()).isEqualTo(Layer.PLAN);
        assertThat(of(basic, CALLS, 1).grant()).isEqualTo(new Grant.Meter(10L, Grant.Period.DAY));
        assertThat(of(basic, CALLS, 1).decidedBy()).isEqualTo(Layer.DEFAULT);
        assertThat(of(basic, LOYALTY, 1).grant()).isEqualTo(new Grant.Switch(false));
    }

    @Test
    void add_ons_are_added_while_they_last() {
        var twice = subscription(List.of(addOn(0, null), addOn(10, 20)), Map.of());

        assertThat(of(twice, PRODUCTS, 5).grant()).isEqualTo(limit(150));
        assertThat(of(twice, PRODUCTS, 10).grant()).isEqualTo(limit(200));
        assertThat(of(twice, PRODUCTS, 20).grant()).isEqualTo(limit(150));
        assertThat(of(twice, PRODUCTS, 10).layers())
                .extracting(Entitlement.Said::layer)
                .containsExactly(Layer.DEFAULT, Layer.PLAN, Layer.ADD_ON, Layer.ADD_ON);
    }

    @Test
    void more_on_top_of_any_number_is_any_number() {
        var upgraded = new Subscription(
                TENANT,
                timeline().assign(BEGIN.plusSeconds(1), assignment(STANDARD)),
                List.of(addOn(0, null)),
                Map.of(),
                1,
                BEGIN);

        assertThat(of(upgraded, PRODUCTS, 0).grant()).isEqualTo(limit(150));
        assertThat(of(upgraded, PRODUCTS, 1).grant()).isEqualTo(limit(null));
        assertThat(of(upgraded, LOYALTY, 1).grant()).isEqualTo(new Grant.Switch(true));
    }

    @Test
    void an_override_counts_instead_of_all_others_until_it_expires() {
        var override = new TenantOverride(limit(7), BEGIN.plusSeconds(3), BEGIN.plusSeconds(6), "someone", "a promise");
        var overridden = subscription(List.of(addOn(0, null)), Map.of("products", List.of(override)));

        assertThat(of(overridden, PRODUCTS, 2).grant()).isEqualTo(limit(150));
        assertThat(of(overridden, PRODUCTS, 3).grant()).isEqualTo(limit(7));
        assertThat(of(overridden, PRODUCTS, 3).decidedBy()).isEqualTo(Layer.OVERRIDE);
        assertThat(of(overridden, PRODUCTS, 6).grant()).isEqualTo(limit(150));
    }

    @Test
    void a_sum_that_no_number_holds_is_any_number() {
        assertThat(Sum.of(limit(Long.MAX_VALUE), limit(1))).isEqualTo(limit(null));
    }

    private static final TenantId TENANT = new TenantId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

    private Entitlement of(Subscription subscription, Feature feature, int second) {
        return entitlements
                .of(List.of(feature), subscription, BEGIN.plusSeconds(second))
                .getFirst();
    }

    private static Subscription subscription(List<AddOnUse> addOns, Map<String, List<TenantOverride>> overrides) {
        return new Subscription(TENANT, timeline(), addOns, overrides, 1, BEGIN);
    }

    private static Timeline timeline() {
        return Timeline.begin(BEGIN, assignment(BASIC));
    }

    private static Assignment assignment(PlanRef plan) {
        return new Assignment(plan, Assignment.Kind.CHANGE, BEGIN, "someone", null);
    }

    private static AddOnUse addOn(int from, @org.jspecify.annotations.Nullable Integer until) {
        return new AddOnUse(
                MORE_PRODUCTS,
                BEGIN.plusSeconds(from),
                until == null ? null : BEGIN.plusSeconds(until),
                "someone",
                "more");
    }

    private static Grant limit(@org.jspecify.annotations.Nullable Integer most) {
        return new Grant.Limit(most == null ? null : Long.valueOf(most), true);
    }

    private static Grant limit(long most) {
        return new Grant.Limit(most, true);
    }
}
