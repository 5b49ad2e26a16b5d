package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a flag's values must be, beside its definition; all that is wrong is said at once. */
final class FlagRules {
    private static final int MOST_TAGS = 20;
    private static final int MOST_TENANTS = 1_000;
    private static final int MOST_PLANS = 100;
    private static final int LONGEST_LIFETIME = 3_650;

    private FlagRules() {}

    static void check(String key, FlagContent content) {
        var found = new ArrayList<Violation>();
        Words.flagKey("/key", key, found);
        Words.name("/name", content.name(), found);
        Words.description("/description", content.description(), found);
        Words.name("/owner", content.owner(), found);
        if (content.tags().size() > MOST_TAGS) {
            found.add(new Violation("/tags", "TOO_MANY", "A flag has at most " + MOST_TAGS + " tags."));
        }
        content.tags().forEach(tag -> Words.tag("/tags", tag, found));
        if (content.lifetimeDays() < 0 || content.lifetimeDays() > LONGEST_LIFETIME) {
            found.add(new Violation(
                    "/lifetimeDays",
                    "OUT_OF_RANGE",
                    "Must be from 1 to " + LONGEST_LIFETIME + ", or 0 for a flag that is meant to stay."));
        }
        overrides(content, found);
        end(found);
    }

    private static void overrides(FlagContent content, List<Violation> found) {
        if (content.tenantOverrides().size() > MOST_TENANTS) {
            found.add(new Violation(
                    "/tenantOverrides",
                    "TOO_MANY",
                    "At most " + MOST_TENANTS
                            + " tenants can be overridden one by one. Give them a label or a plan and ask"
                            + " for that, or override the plan."));
        }
        if (content.planOverrides().size() > MOST_PLANS) {
            found.add(new Violation(
                    "/planOverrides",
                    "TOO_MANY",
                    "At most " + MOST_PLANS + " plans can be overridden. Ask for the plan in the targeting."));
        }
        content.planOverrides().keySet().forEach(plan -> Words.plan("/planOverrides", plan, found));
    }

    static void check(KillSwitch added, Instant now) {
        var found = new ArrayList<Violation>();
        var reach = added.reach();
        var names = !reach.tenants().isEmpty() || !reach.plans().isEmpty();
        if (reach.everyone() == names) {
            found.add(new Violation(
                    "",
                    "UNCLEAR_REACH",
                    "Say either everyone, or which tenants and plans: a switch that hits nobody stops nothing."));
        }
        reach.plans().forEach(plan -> Words.plan("/plans", plan, found));
        end(found);
        var expiresAt = added.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw FlagRefusals.notToCome(expiresAt, now);
        }
    }

    static void end(List<Violation> found) {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
