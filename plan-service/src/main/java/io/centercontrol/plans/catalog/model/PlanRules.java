package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Currencies;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plan's values must be; all that is wrong is said at once. */
final class PlanRules {
    private static final int MOST_TRIAL_DAYS = 365;

    private final List<Violation> found = new ArrayList<>();

    private PlanRules() {}

    /** What a draft must be; the plan that its trial ends in may still be a draft itself. */
    static void checkDraft(Plan plan, Terms terms, Map<String, Feature> features, Map<String, Plan> plans) {
        check(plan, terms, features, plans).end();
    }

    /** The same for what tenants will be given. */
    static void checkToPublish(Plan plan, Terms terms, Map<String, Feature> features, Map<String, Plan> plans) {
        var rules = check(plan, terms, features, plans);
        var next = terms.afterTrial() == null ? null : plans.get(terms.afterTrial());
        if (next != null && next.current() == null) {
            rules.add("/afterTrial", "NOT_PUBLISHED", "The plan " + next.key() + " has no published version.");
        }
        rules.end();
    }

    private static PlanRules check(Plan plan, Terms terms, Map<String, Feature> features, Map<String, Plan> plans) {
        var rules = new PlanRules();
        Words.key(plan.key(), rules.found);
        Words.name(plan.name(), rules.found);
        terms.grants().forEach((feature, grant) -> rules.grant(feature, grant, features.get(feature)));
        rules.price(terms.price());
        switch (plan.kind()) {
            case PLAN -> rules.trial(plan, terms, plans);
            case ADD_ON -> rules.noTrial(terms);
        }
        return rules;
    }

    private void end() {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private void grant(String key, Grant grant, @Nullable Feature feature) {
        var pointer = "/grants/" + key.replace("~", "~0").replace("/", "~1");
        if (feature == null) {
            add(pointer, "UNKNOWN_FEATURE", "There is no feature " + key + ".");
            return;
        }
        if (feature.deprecated()) {
            add(pointer, "DEPRECATED_FEATURE", "The feature " + key + " is deprecated: leave it away.");
        }
        if (feature.kind() != grant.kind()) {
            add(
                    pointer,
                    "WRONG_KIND",
                    "The feature " + key + " is a " + feature.kind() + ", the grant is for a " + grant.kind() + ".");
        }
        var amount = grant.bound();
        if (amount != null && amount < 0) {
            add(pointer, "BELOW_ZERO", "Must be 0 or more, or null for any number.");
        }
    }

    private void price(@Nullable Price price) {
        if (price == null) {
            return;
        }
        if (price.minorUnits() < 0) {
            add("/price/minorUnits", "BELOW_ZERO", "Must be 0 or more.");
        }
        if (!Currencies.has(price.currency())) {
            add("/price/currency", "UNKNOWN_CURRENCY", "Must be a code of ISO 4217, such as EUR or USD.");
        }
    }

    private void trial(Plan plan, Terms terms, Map<String, Plan> plans) {
        var after = terms.afterTrial();
        if (terms.trialDays() < 0 || terms.trialDays() > MOST_TRIAL_DAYS) {
            add("/trialDays", "OUT_OF_RANGE", "Must be from 0 to " + MOST_TRIAL_DAYS + ".");
        } else if (terms.trialDays() == 0 && after != null) {
            add("/afterTrial", "NO_TRIAL", "Without trial days there is no plan that a trial ends in.");
        }
        if (after == null) {
            if (terms.trialDays() > 0) {
                add("/afterTrial", "REQUIRED", "Which plan does the trial end in?");
            }
        } else if (after.equals(plan.key())) {
            add("/afterTrial", "SAME_PLAN", "A trial ends in another plan than the one that is tried.");
        } else {
            afterTrial(plan, plans.get(after));
        }
    }

    private void afterTrial(Plan plan, @Nullable Plan next) {
        if (next == null) {
            add("/afterTrial", "UNKNOWN_PLAN", "There is no such plan.");
        } else if (next.kind() != Plan.Kind.PLAN) {
            add("/afterTrial", "NOT_A_PLAN", "An add-on goes on top of a plan: a trial cannot end in it.");
        } else if (next.onlyFor() != null && !next.onlyFor().equals(plan.onlyFor())) {
            add("/afterTrial", "FOREIGN_PACKAGE", "The plan " + next.key() + " is for one tenant only.");
        }
    }

    private void noTrial(Terms terms) {
        if (terms.trialDays() != 0) {
            add("/trialDays", "NO_TRIAL", "An add-on has no trial: leave it away.");
        }
        if (terms.afterTrial() != null) {
            add("/afterTrial", "NO_TRIAL", "An add-on has no trial: leave it away.");
        }
    }

    private void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }
}
