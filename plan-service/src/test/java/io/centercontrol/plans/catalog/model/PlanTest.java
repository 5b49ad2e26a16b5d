package io.centercontrol.plans.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
        var plan = published("basic");

        var next = drafted(plan, terms(Map.of("products", new Grant.Limit(200L, true))));

        assertThat(next.find(1)).isEqualTo(plan.find(1));
        assertThat(next.find(2).status()).isEqualTo(PlanVersion.Status.DRAFT);
        assertThat(next.current()).isEqualTo(plan.find(1));
        assertThat(next.publish(2, FEATURES, Map.of(), NOW).next().current())
                .satisfies(current -> assertThat(current.number()).isEqualTo(2));
    }

    @Test
    void of_two_who_publish_a_draft_the_second_is_told() {
        var plan = published("basic");

        assertThat(code(() -> plan.publish(1, FEATURES, Map.of(), NOW))).isEqualTo("NOT_A_DRAFT");
    }

    @Test
    void a_plan_that_grants_nothing_is_not_published() {
        var empty = created("empty", Plan.Kind.PLAN, terms(Map.of()), Map.of());

        assertThat(code(() -> empty.publish(1, FEATURES, Map.of(), NOW))).isEqualTo("GRANTS_NOTHING");
    }

    @Test
    void a_version_in_use_is_retired_only_when_that_is_meant() {
        var plan = published("basic");

        assertThat(code(() -> plan.retire(1, 3, false, Map.of(), NOW))).isEqualTo("PLAN_IN_USE");
        var retired = plan.retire(1, 3, true, Map.of(), NOW).next();
        assertThat(retired.find(1).status()).isEqualTo(PlanVersion.Status.RETIRED);
        assertThat(retired.current()).isNull();
        assertThat(code(() -> retired.retire(1, 0, false, Map.of(), NOW))).isEqualTo("NOT_PUBLISHED");
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

        assertThat(codes(() -> Plan.create("A Plan", " ", Plan.Kind.PLAN, null, wrong, FEATURES, Map.of(), NOW)))
                .containsExactlyInAnyOrder(
                        "INVALID_KEY",
                        "INVALID_NAME",
                        "BELOW_ZERO",
                        "WRONG_KIND",
                        "DEPRECATED_FEATURE",
                        "UNKNOWN_FEATURE",
                        "BELOW_ZERO",
                        "UNKNOWN_CURRENCY",
                        "REQUIRED");
    }

    @Test
    void a_trial_ends_in_a_published_plan_that_the_tenant_may_have() {
        var basic = created("basic", Plan.Kind.PLAN, TERMS, Map.of());
        var extra = created("extra", Plan.Kind.ADD_ON, TERMS, Map.of());
        var custom = Plan.create(
                        "custom",
                        "Custom",
                        Plan.Kind.PLAN,
                        new TenantId(new UUID(7, 7)),
                        TERMS,
                        FEATURES,
                        Map.of(),
                        NOW)
                .next();
        var plans = Map.of("basic", basic, "extra", extra, "custom", custom);

        assertThat(codes(() -> created("standard", Plan.Kind.PLAN, trial("nowhere"), plans)))
                .containsExactly("UNKNOWN_PLAN");
        assertThat(codes(() -> created("standard", Plan.Kind.PLAN, trial("standard"), plans)))
                .containsExactly("SAME_PLAN");
        assertThat(codes(() -> created("standard", Plan.Kind.PLAN, trial("extra"), plans)))
                .containsExactly("NOT_A_PLAN");
        assertThat(codes(() -> created("standard", Plan.Kind.PLAN, trial("custom"), plans)))
                .containsExactly("FOREIGN_PACKAGE");
        assertThat(codes(() -> created("extra-2", Plan.Kind.ADD_ON, trial("basic"), plans)))
                .containsExactly("NO_TRIAL", "NO_TRIAL");

        var standard = created("standard", Plan.Kind.PLAN, trial("basic"), plans);
        assertThat(codes(() -> standard.publish(1, FEATURES, plans, NOW))).containsExactly("NOT_PUBLISHED");
        var published = Map.of("basic", basic.publish(1, FEATURES, plans, NOW).next());
        assertThat(standard.publish(1, FEATURES, published, NOW).next().current())
                .isNotNull();
    }

    @Test
    void the_last_published_version_of_a_plan_that_trials_end_in_stays() {
        var basic = published("basic");
        var standard = created("standard", Plan.Kind.PLAN, trial("basic"), Map.of("basic", basic));
        var plans = Map.of("basic", basic, "standard", standard);
        assertThat(basic.retire(1, 0, false, plans, NOW).next().current()).isNull();

        var tried = Map.of(
                "basic",
                basic,
                "standard",
                standard.publish(1, FEATURES, plans, NOW).next());
        assertThat(code(() -> basic.retire(1, 0, true, tried, NOW))).isEqualTo("PLAN_ENDS_TRIALS");

        var second = drafted(basic, terms(Map.of("products", new Grant.Limit(200L, true))))
                .publish(2, FEATURES, plans, NOW)
                .next();
        assertThat(second.retire(1, 0, false, tried, NOW).next().current()).isEqualTo(second.find(2));
    }

    @Test
    void what_was_right_when_it_was_drafted_may_be_wrong_when_it_is_published() {
        var plan = created("basic", Plan.Kind.PLAN, TERMS, Map.of());
        var deprecated = Map.of("products", new Feature("products", "Products", Feature.Kind.LIMIT, "product", true));

        assertThat(codes(() -> plan.publish(1, deprecated, Map.of(), NOW))).containsExactly("DEPRECATED_FEATURE");
    }

    @Test
    void a_change_says_which_fields_differ() {
        var plan = created("basic", Plan.Kind.PLAN, TERMS, Map.of());
        var terms = new Terms(
                Map.of("loyalty", new Grant.Switch(true)), new Price(3_900, "EUR", Price.Interval.MONTH), 0, null);

        assertThat(plan.draft("Basic", TERMS, FEATURES, Map.of(), NOW)).isNull();
        var change = Objects.requireNonNull(plan.draft("Base", terms, FEATURES, Map.of(), NOW));
        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("/name", "Basic", "Base"),
                        new FieldChange("/versions/1/grants/loyalty", null, new Grant.Switch(true)),
                        new FieldChange("/versions/1/grants/products", new Grant.Limit(100L, true), null),
                        new FieldChange("/versions/1/price", TERMS.price(), terms.price()));
        assertThat(change.next().version()).isEqualTo(2);
    }

    private static Plan created(String key, Plan.Kind kind, Terms terms, Map<String, Plan> plans) {
        return Plan.create(key, "Basic", kind, null, terms, FEATURES, plans, NOW)
                .next();
    }

    private static Plan published(String key) {
        return created(key, Plan.Kind.PLAN, TERMS, Map.of())
                .publish(1, FEATURES, Map.of(), NOW)
                .next();
    }

    private static Plan drafted(Plan plan, Terms terms) {
        return Objects.requireNonNull(plan.draft(plan.name(), terms, FEATURES, Map.of(), NOW))
                .next();
    }

    private static Terms terms(Map<String, Grant> grants) {
        return new Terms(grants, new Price(2_900, "EUR", Price.Interval.MONTH), 0, null);
    }

    private static Terms trial(String afterTrial) {
        return new Terms(TERMS.grants(), TERMS.price(), 14, afterTrial);
    }

    private static List<String> codes(ThrowingCallable call) {
        try {
            call.call();
        } catch (RefusedException refused) {
            return ((Refusal.Invalid) refused.refusal())
                    .violations().stream().map(Violation::code).toList();
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
        throw new AssertionError("it was not refused");
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
