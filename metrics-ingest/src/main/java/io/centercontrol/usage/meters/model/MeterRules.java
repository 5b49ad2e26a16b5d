package io.centercontrol.usage.meters.model;

import io.centercontrol.kernel.Currencies;
import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a meter's values must be; all that is wrong is said at once. */
final class MeterRules {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern EVENT_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_UNIT = 30;
    /** Each more multiplies the figures that are kept. */
    private static final int MOST_GROUPS = 5;

    private final List<Violation> found = new ArrayList<>();

    private MeterRules() {}

    static void check(String key, Measure measure, Terms terms) {
        var rules = new MeterRules();
        rules.must(
                KEY.matcher(key).matches(),
                "/key",
                "INVALID_KEY",
                "A key has 2 to 63 lower-case letters, digits and dashes, a letter first.");
        rules.measure(measure);
        rules.money(measure);
        rules.terms(measure, terms);
        if (!rules.found.isEmpty()) {
            throw new Refusal.Invalid(rules.found).asException();
        }
    }

    private void measure(Measure measure) {
        must(
                EVENT_TYPE.matcher(measure.eventType()).matches(),
                "/eventType",
                "INVALID_EVENT_TYPE",
                "A type of event has 1 to 100 letters, digits, dots, dashes and underscores, a letter first.");
        var aggregation = measure.aggregation();
        needed(aggregation.ofValues(), "/valueProperty", measure.valueProperty(), aggregation);
        needed(aggregation == Aggregation.UNIQUE, "/subjectProperty", measure.subjectProperty(), aggregation);
    }

    private void needed(boolean needed, String pointer, @Nullable String property, Aggregation aggregation) {
        if (property == null) {
            must(!needed, pointer, "REQUIRED", aggregation + " needs it: which property of an event has it?");
        } else if (needed) {
            property(pointer, property);
        } else {
            must(false, pointer, "NOT_LOOKED_AT", aggregation + " does not look at it: leave it away.");
        }
    }

    private void money(Measure measure) {
        switch (measure.money()) {
            case null -> {}
            case Money.OfCurrency(var currency) ->
                must(
                        Currencies.has(currency),
                        "/currency",
                        "UNKNOWN_CURRENCY",
                        "A currency is a code of ISO 4217, such as EUR.");
            case Money.AsSaid(var property) -> {
                property("/currencyProperty", property);
                must(
                        !property.equals(measure.valueProperty()),
                        "/currencyProperty",
                        "MEASURED_ALREADY",
                        "One property cannot be both the value and its currency.");
            }
        }
        must(
                measure.money() == null || measure.aggregation().ofValues(),
                measure.currency() == null ? "/currencyProperty" : "/currency",
                "NO_MONEY",
                measure.aggregation() + " looks at no value, so that there is nothing that is money.");
    }

    private void terms(Measure measure, Terms terms) {
        must(
                isLine(terms.name(), LONGEST_NAME),
                "/name",
                "INVALID_NAME",
                "A name has 1 to " + LONGEST_NAME + " characters on one line.");
        var description = terms.description();
        must(
                description == null
                        || !DisplayText.isBlank(description)
                                && description.length() <= LONGEST_DESCRIPTION
                                && DisplayText.isProse(description),
                "/description",
                "INVALID_DESCRIPTION",
                "A description has 1 to %,d characters.".formatted(LONGEST_DESCRIPTION));
        unit(measure, terms.unit());
        groups(measure, terms);
        must(
                terms.feature() == null || KEY.matcher(terms.feature()).matches(),
                "/feature",
                "INVALID_KEY",
                "A feature's key has 2 to 63 lower-case letters, digits and dashes, a letter first.");
    }

    private void unit(Measure measure, @Nullable String unit) {
        if (measure.money() != null) {
            must(
                    unit == null,
                    "/unit",
                    "NO_UNIT",
                    "Money is counted in the smallest unit of its currency: leave the unit away.");
        } else if (unit == null) {
            must(false, "/unit", "REQUIRED", "What is counted? One word, such as order.");
        } else {
            must(
                    isLine(unit, LONGEST_UNIT),
                    "/unit",
                    "INVALID_UNIT",
                    "A unit has 1 to " + LONGEST_UNIT + " characters on one line.");
        }
    }

    private void groups(Measure measure, Terms terms) {
        must(
                terms.groupBy().size() <= MOST_GROUPS,
                "/groupBy",
                "TOO_MANY",
                "At most " + MOST_GROUPS + " properties: each multiplies what is kept.");
        var taken = new HashSet<@Nullable String>();
        taken.add(measure.valueProperty());
        taken.add(measure.subjectProperty());
        taken.add(measure.currencyProperty());
        for (var property : terms.groupBy()) {
            property("/groupBy", property);
            must(
                    !taken.contains(property),
                    "/groupBy",
                    "MEASURED_ALREADY",
                    "The meter itself looks at " + property + ": it is no property to group by.");
        }
    }

    private void property(String pointer, String property) {
        must(
                PROPERTY.matcher(property).matches(),
                pointer,
                "INVALID_PROPERTY",
                "A property has 1 to 63 letters, digits and underscores, no digit first.");
    }

    private static boolean isLine(String text, int longest) {
        return !DisplayText.isBlank(text) && text.length() <= longest && DisplayText.isLine(text);
    }

    private void must(boolean kept, String pointer, String code, String message) {
        if (!kept) {
            found.add(new Violation(pointer, code, message));
        }
    }
}
