package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;

/** What a feature's values must be; all that is wrong is said at once. */
final class FeatureRules {
    private static final int LONGEST_UNIT = 30;

    private FeatureRules() {}

    static void check(Feature feature) {
        var found = new ArrayList<Violation>();
        Words.key(feature.key(), found);
        Words.name(feature.name(), found);
        var unit = feature.unit();
        switch (feature.kind()) {
            case SWITCH -> {
                if (unit != null) {
                    found.add(new Violation("/unit", "NO_UNIT", "A switch counts nothing: leave the unit away."));
                }
            }
            case LIMIT, METER -> {
                if (unit == null) {
                    found.add(new Violation("/unit", "REQUIRED", "What is counted? One word, such as product."));
                } else if (!Words.isText(unit, LONGEST_UNIT)) {
                    found.add(new Violation(
                            "/unit", "INVALID_UNIT", "A unit has 1 to " + LONGEST_UNIT + " characters on one line."));
                }
            }
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
