package io.centercontrol.plans.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureEntryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_revision_says_what_differs() {
        var entry = FeatureEntry.create("staff", "Staff", Feature.Kind.LIMIT, "person", NOW)
                .next();

        var change = Objects.requireNonNull(entry.revise("Staff", "account", true, NOW));

        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("/unit", "person", "account"), new FieldChange("/deprecated", false, true));
        assertThat(change.next().version()).isEqualTo(2);
        assertThat(change.next().feature())
                .isEqualTo(new Feature("staff", "Staff", Feature.Kind.LIMIT, "account", true));
    }

    @Test
    void the_same_makes_no_version() {
        var entry = FeatureEntry.create("pos", "POS", Feature.Kind.SWITCH, null, NOW)
                .next();

        assertThat(entry.revise("POS", null, false, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Big,       Name, SWITCH, ,      INVALID_KEY",
        "a,         Name, SWITCH, ,      INVALID_KEY",
        "1a,        Name, SWITCH, ,      INVALID_KEY",
        "a-,        Name, SWITCH, ,      INVALID_KEY",
        "good-key,  ' ',  SWITCH, ,      INVALID_NAME",
        "good-key,  Name, SWITCH, piece, NO_UNIT",
        "good-key,  Name, LIMIT,  ,      REQUIRED",
        "good-key,  Name, METER,  ,      REQUIRED",
        "good-key,  Name, METER,  '',    INVALID_UNIT",
    })
    void what_makes_no_sense_is_refused(String key, String name, Feature.Kind kind, String unit, String code) {
        assertThatThrownBy(() -> FeatureEntry.create(key, name, kind, unit, NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(((Refusal.Invalid) refused.refusal()).violations())
                                .extracting(Violation::code)
                                .containsExactly(code));
    }
}
