package io.centercontrol.governance.model;

import io.centercontrol.kernel.FieldChange;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of the terms, field by field. */
final class TermsDifference {
    private record Field(String path, Function<Terms, @Nullable Object> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("/mostTestTenants", Terms::mostTestTenants),
            new Field("/mostLiveTenants", Terms::mostLiveTenants),
            new Field("/defaultMostStores", Terms::defaultMostStores),
            new Field("/reservedNames", terms -> List.copyOf(terms.reservedNames())),
            new Field("/deletionGrace", terms -> Days.text(terms.deletionGrace())),
            new Field("/slugCoolDown", terms -> Days.text(terms.slugCoolDown())),
            new Field("/exportRetention", terms -> Days.text(terms.exportRetention())),
            new Field("/tombstoneAfter", terms -> Days.text(terms.tombstoneAfter())),
            new Field("/defaultPlan", Terms::defaultPlan),
            new Field("/auditRetentionLeast", terms -> text(terms.auditRetentionLeast())),
            new Field("/auditRetentionMost", terms -> text(terms.auditRetentionMost())));

    private TermsDifference() {}

    private static @Nullable String text(@Nullable Duration time) {
        return time == null ? null : Days.text(time);
    }

    static List<FieldChange> between(@Nullable Terms before, Terms after) {
        return FIELDS.stream().flatMap(field -> change(field, before, after)).toList();
    }

    private static Stream<FieldChange> change(Field field, @Nullable Terms before, Terms after) {
        var old = before == null ? null : field.value().apply(before);
        var now = field.value().apply(after);
        return Objects.equals(old, now) ? Stream.empty() : Stream.of(new FieldChange(field.path(), old, now));
    }
}
