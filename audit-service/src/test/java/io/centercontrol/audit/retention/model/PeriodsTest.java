package io.centercontrol.audit.retention.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.audit.retention.model.Term.Source;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Due;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final TenantId OTHER = new TenantId(UUID.randomUUID());
    private static final PartsMonth MONTH = new PartsMonth(Category.ACCESS, YearMonth.of(2026, 1));
    private static final Instant OVER = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void the_nearest_word_counts() {
        var periods = periods(
                Bounds.NONE,
                policy(null, Category.ACCESS, 100),
                policy(TENANT, null, 200),
                policy(TENANT, Category.BILLING, 300));

        assertThat(periods.of(Category.CHANGE, null)).isEqualTo(new Term(Duration.ofDays(50), Source.DEFAULT, false));
        assertThat(periods.of(Category.ACCESS, OTHER))
                .isEqualTo(new Term(Duration.ofDays(100), Source.PLATFORM, false));
        assertThat(periods.of(Category.ACCESS, TENANT)).isEqualTo(new Term(Duration.ofDays(200), Source.TENANT, false));
        assertThat(periods.of(Category.BILLING, TENANT))
                .isEqualTo(new Term(Duration.ofDays(300), Source.TENANT_CATEGORY, false));
        assertThat(periods.of(Category.UNKNOWN, null).period())
                .as("what nobody thought of is kept long")
                .isEqualTo(Duration.ofDays(3_653));
    }

    @Test
    void a_month_is_due_as_a_whole_when_its_last_entry_is() {
        var periods = periods(Bounds.NONE, policy(null, Category.ACCESS, 100));

        assertThat(periods.dueAt(MONTH)).isEqualTo(OVER.plus(Duration.ofDays(100)));
        assertThat(periods.due(MONTH, OVER.plus(Duration.ofDays(100)).minusMillis(1)))
                .isEqualTo(new Due(false, Set.of()));
        assertThat(periods.due(MONTH, OVER.plus(Duration.ofDays(100)))).isEqualTo(new Due(true, Set.of()));
    }

    @Test
    void tenants_are_told_apart_only_while_it_makes_a_difference() {
        var periods = periods(
                Bounds.NONE,
                policy(null, Category.ACCESS, 100),
                policy(TENANT, null, 10),
                policy(OTHER, Category.ACCESS, 1_000),
                policy(OTHER, Category.BILLING, 1));

        assertThat(due(periods, 5)).isEqualTo(new Due(false, Set.of()));
        assertThat(due(periods, 10)).isEqualTo(new Due(false, Set.of(TENANT)));
        assertThat(due(periods, 100)).isEqualTo(new Due(true, Set.of(OTHER)));
        assertThat(due(periods, 1_000)).isEqualTo(new Due(true, Set.of()));
        assertThat(periods.dueTimes(MONTH))
                .containsExactlyInAnyOrder(
                        OVER.plus(Duration.ofDays(10)),
                        OVER.plus(Duration.ofDays(100)),
                        OVER.plus(Duration.ofDays(1_000)));
    }

    @Test
    void governance_has_the_last_word() {
        var periods = periods(
                new Bounds(Duration.ofDays(60), Duration.ofDays(90)),
                policy(null, Category.ACCESS, 100),
                policy(TENANT, null, 70));

        assertThat(periods.of(Category.CHANGE, null)).isEqualTo(new Term(Duration.ofDays(60), Source.DEFAULT, true));
        assertThat(periods.of(Category.ACCESS, null)).isEqualTo(new Term(Duration.ofDays(90), Source.PLATFORM, true));
        assertThat(periods.of(Category.ACCESS, TENANT).isClamped()).isFalse();
    }

    private static Due due(Periods periods, int days) {
        return periods.due(MONTH, OVER.plus(Duration.ofDays(days)));
    }

    private static Periods periods(Bounds bounds, Policy... policies) {
        return Periods.of(Map.of(Category.CHANGE, Duration.ofDays(50)), List.of(policies), bounds);
    }

    private static Policy policy(@Nullable TenantId tenant, @Nullable Category category, int days) {
        return new Policy(
                new PolicyKey(tenant, category), Duration.ofDays(days), 1, "a test", Actor.user("test", null), OVER);
    }
}
