package io.centercontrol.governance.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default plan among the terms: what it may be, and how a change of it is told. */
class TermsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"basic", "b1", "a-plan-of-2026"})
    void a_key_or_none(@Nullable String plan) {
        assertThatCode(() -> TermsRules.check(terms(plan))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "Basic", "1basic", "basic-", "ba sic", "bäsic"})
    void anything_else_is_refused(String plan) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TermsRules.check(terms(plan)))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo("INVALID_KEY"));
    }

    @Test
    void a_key_has_63_characters_at_most() {
        assertThatCode(() -> TermsRules.check(terms("a".repeat(63)))).doesNotThrowAnyException();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> TermsRules.check(terms("a".repeat(64))));
    }

    @Test
    void another_default_is_a_change_and_the_same_is_none() {
        var governance = new Governance(terms("basic"), 3, NOW);
        assertThat(governance.change(terms("basic"), NOW)).isNull();
        assertThat(governance.change(terms("standard"), NOW))
                .satisfies(change -> assertThat(change.fields())
                        .containsExactly(new FieldChange("/defaultPlan", "basic", "standard")));
        assertThat(governance.change(terms(null), NOW))
                .satisfies(change ->
                        assertThat(change.fields()).containsExactly(new FieldChange("/defaultPlan", "basic", null)));
    }

    private static Terms terms(@Nullable String plan) {
        var days = Duration.ofDays(30);
        return new Terms(null, null, 10, Set.of("admin"), days, days, days, days, plan, null, null);
    }

    @Test
    void bounds_of_the_audit_trail_are_days_at_least_and_in_their_order() {
        assertThatCode(() -> TermsRules.check(bounds(Duration.ofDays(30), Duration.ofDays(30))))
                .doesNotThrowAnyException();
        assertThatCode(() -> TermsRules.check(bounds(null, Duration.ofDays(1)))).doesNotThrowAnyException();
        for (var wrong : List.of(
                bounds(Duration.ofDays(31), Duration.ofDays(30)),
                bounds(Duration.ofHours(1), null),
                bounds(null, Duration.ofDays(4_000)))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> TermsRules.check(wrong))
                    .satisfies(e -> assertThat(e.refusal().code()).isEqualTo("OUT_OF_RANGE"));
        }
        var governance = new Governance(bounds(null, null), 3, NOW);
        assertThat(governance.change(bounds(Duration.ofDays(30), null), NOW))
                .satisfies(change -> assertThat(change.fields())
                        .containsExactly(new FieldChange("/auditRetentionLeast", null, "P30D")));
    }

    private static Terms bounds(@Nullable Duration least, @Nullable Duration most) {
        var days = Duration.ofDays(30);
        return new Terms(null, null, 10, Set.of("admin"), days, days, days, days, "basic", least, most);
    }
}
