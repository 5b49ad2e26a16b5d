package io.centercontrol.plans.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Feature> FEATURES = Map.of(
            "products", new Feature("products", "Products", Feature.Kind.LIMIT, "product", false),
            "loyalty", new Feature("loyalty", "Loyalty", Feature.Kind.SWITCH, null, false),
            "fax", new Feature("fax", "Orders by fax", Feature.Kind.SWITCH, null, true));
    private static final Terms TERMS = terms(Map.of("products", new Grant.Limit(100L, true)));

    @Test
    void a_published_version_never_changes_and_the_next_draft_is_another_version() {
        var plan = published();

        var next = plan.draft(terms(Map.of("products", new Grant.Limit(200L, true))), FEATURES, NOW)
                .next();

        assertThat(next.find(1)).isEqualTo(plan.find(1));
        assertThat(next.find(2).status()).isEqualTo(PlanVersion.Status.DRAFT);
        assertThat(next.current()).isEqualTo(plan.find(1));
        assertThat(next.publish(2, NOW).next().current())
                .satisfies(current -> assertThat(current.number()).isEqualTo(2));
    }

    @Test
    void of_two_who_publish_a_draft_the_second_is_told() {
        var plan = published();

        assertThat(code(() -> plan.publish(1, NOW))).isEqualTo("NOT_A_DRAFT");
    }

    @Test
    void a_plan_that_grants_nothing_is_not_published() {
        var empty = Plan.create("empty", "Empty", null, terms(Map.of()), FEATURES, NOW)
                .next();

        assertThat(code(() -> empty.publish(1, NOW))).isEqualTo("GRANTS_NOTHING");
    }

    @Test
    void a_version_in_use_is_retired_only_when_that_is_meant() {
        var plan = published();

        assertThat(code(() -> plan.retire(1, 3, false, NOW))).isEqualTo("PLAN_IN_USE");
        var retired = plan.retire(1, 3, true, NOW).next();
        assertThat(retired.find(1).status()).isEqualTo(PlanVersion.Status.RETIRED);
        assertThat(retired.current()).isNull();
        assertThat(code(() -> retired.retire(1, 0, false, NOW))).isEqualTo("NOT_PUBLISHED");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var wrong = new Terms(
                Map.of(
                        "products", new Grant.Limit(-1L, true),
                        "loyalty", new Grant.Limit(1L, true),
                        "fax", new Grant.Switch(true),
                        "pos", new Grant.Switch(true)),
                new Price(-5, "EURO", Price.Interval.MONTH),
                14,
                null);

        assertThatThrownBy(() -> Plan.create("A Plan", " ", null, wrong, FEATURES, NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(((Refusal.Invalid) refused.refusal()).violations())
                                .extracting(Violation::code)
                                .containsExactlyInAnyOrder(
                                        "INVALID_KEY",
                                        "INVALID_NAME",
                                        "BELOW_ZERO",
                                        "WRONG_KIND",
                                        "DEPRECATED_FEATURE",
                                        "UNKNOWN_FEATURE",
                                        "BELOW_ZERO",
                                        "UNKNOWN_CURRENCY",
                                        "REQUIRED"));
    }

    private static Plan published() {
        return Plan.create("basic", "Basic", null, TERMS, FEATURES, NOW)
                .next()
                .publish(1, NOW)
                .next();
    }

    private static Terms terms(Map<String, Grant> grants) {
        return new Terms(grants, new Price(2_900, "EUR", Price.Interval.MONTH), 0, null);
    }

    private static String code(ThrowingCallable call) {
        try {
            call.call();
        } catch (RefusedException refused) {
            return refused.refusal().code();
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
        throw new AssertionError("it was not refused");
    }
}
