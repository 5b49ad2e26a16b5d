package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plan's values must be; all that is wrong is said at once. */
final class PlanRules {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final int MOST_TRIAL_DAYS = 365;
    private static final int LONGEST_NAME = 100;

    private PlanRules() {}

    static void check(String key, String name, Terms terms, Map<String, Feature> features) {
        var found = new ArrayList<Violation>();
        if (!KEY.matcher(key).matches()) {
            found.add(new Violation(
                    "/key", "INVALID_KEY", "A key has 2 to 63 lower-case letters, digits and dashes, a letter first."));
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            found.add(new Violation("/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters."));
        }
        terms.grants().forEach((feature, grant) -> grant(feature, grant, features.get(feature), found));
        var price = terms.price();
        if (price != null) {
            price(price, found);
        }
        trial(terms, found);
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private static void grant(String key, Grant grant, @Nullable Feature feature, List<Violation> found) {
        var pointer = "/grants/" + key;
        if (feature == null) {
            found.add(new Violation(pointer, "UNKNOWN_FEATURE", "There is no feature " + key + "."));
            return;
        }
        if (feature.deprecated()) {
            found.add(new Violation(
                    pointer, "DEPRECATED_FEATURE", "The feature " + key + " is deprecated: leave it away."));
        }
        if (feature.kind() != grant.kind()) {
            found.add(new Violation(
                    pointer,
                    "WRONG_KIND",
                    "The feature " + key + " is a " + feature.kind() + ", the grant is for a " + grant.kind() + "."));
        }
        var amount = switch (grant) {
            case Grant.Switch _ -> null;
            case Grant.Limit limit -> limit.most();
            case Grant.Meter meter -> meter.amount();
        };
        if (amount != null && amount < 0) {
            found.add(new Violation(pointer, "BELOW_ZERO", "Must be 0 or more; leave it away for any number."));
        }
    }

    private static void price(Price price, List<Violation> found) {
        if (price.minorUnits() < 0) {
            found.add(new Violation("/price/minorUnits", "BELOW_ZERO", "Must be 0 or more."));
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(price.currency()))) {
            found.add(new Violation(
                    "/price/currency", "UNKNOWN_CURRENCY", "Must be a code of ISO 4217, such as EUR or USD."));
        }
    }

    private static void trial(Terms terms, List<Violation> found) {
        if (terms.trialDays() < 0 || terms.trialDays() > MOST_TRIAL_DAYS) {
            found.add(new Violation("/trialDays", "OUT_OF_RANGE", "Must be from 0 to " + MOST_TRIAL_DAYS + "."));
        }
        if (terms.trialDays() > 0 && terms.afterTrial() == null) {
            found.add(new Violation("/afterTrial", "REQUIRED", "Which plan does the trial end in?"));
        }
    }
}
