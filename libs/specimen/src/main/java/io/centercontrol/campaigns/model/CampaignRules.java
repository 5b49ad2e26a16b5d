package io.centercontrol.campaigns.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** What a campaign's values must be; all that is wrong is said at once. */
final class CampaignRules {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final int LONGEST_NAME = 100;
    private static final long MOST_CENTS = 100_000_000_000L;

    private CampaignRules() {}

    static void check(String key, String name, long budgetCents) {
        var found = new ArrayList<Violation>();
        if (!KEY.matcher(key).matches()) {
            found.add(new Violation(
                    "/key", "INVALID_KEY", "A key has 2 to 63 lower-case letters, digits and dashes, a letter first."));
        }
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
        if (budgetCents < 1 || budgetCents > MOST_CENTS) {
            found.add(new Violation("/budgetCents", "INVALID_BUDGET", "A budget has 1 to " + MOST_CENTS + " cents."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
