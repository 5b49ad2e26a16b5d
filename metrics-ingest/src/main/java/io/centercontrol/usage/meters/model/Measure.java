package io.centercontrol.usage.meters.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a meter measures. It never changes: events may wait in the outbox of a shop before anybody has seen one here, and what they
 * meant when they were written is what they mean.
 *
 * @param eventType of the events that are measured; several meters may measure one type
 * @param valueProperty of an event, with its value; null of COUNT and UNIQUE
 * @param subjectProperty of an event, with what is counted once; null but of UNIQUE
 * @param money null when values are no money
 */
public record Measure(
        String eventType,
        Aggregation aggregation,
        @Nullable String valueProperty,
        @Nullable String subjectProperty,
        @Nullable Money money,
        Grade grade) {
    /** The currency, when it is always the same; null when it is not, or when it is no money. */
    public @Nullable String currency() {
        return money instanceof Money.OfCurrency(var currency) ? currency : null;
    }

    /** Which property of an event says the currency; null when none does. */
    public @Nullable String currencyProperty() {
        return money instanceof Money.AsSaid(var property) ? property : null;
    }

    /** All that one can be asked by its name, in the API's words. */
    List<Part> parts() {
        return List.of(
                new Part("/eventType", eventType),
                new Part("/aggregation", aggregation.name()),
                new Part("/valueProperty", valueProperty),
                new Part("/subjectProperty", subjectProperty),
                new Part("/currency", currency()),
                new Part("/currencyProperty", currencyProperty()),
                new Part("/grade", grade.name()));
    }

    /** Where another one differs, as JSON pointers. */
    List<String> differences(Measure other) {
        var found = new ArrayList<String>();
        var theirs = other.parts();
        var ours = parts();
        for (var i = 0; i < ours.size(); i++) {
            if (!Objects.equals(ours.get(i), theirs.get(i))) {
                found.add(ours.get(i).pointer());
            }
        }
        return found;
    }

    /** One field of it. */
    record Part(String pointer, @Nullable String value) {}
}
