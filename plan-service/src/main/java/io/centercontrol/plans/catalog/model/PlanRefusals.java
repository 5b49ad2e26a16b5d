package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.Map;

/** Why a plan is not found or not changed. */
public final class PlanRefusals {
    private PlanRefusals() {}

    /** There is none of this key. */
    public static RefusedException notFound(String key) {
        return new Refusal.NotFound("PLAN_NOT_FOUND", "There is no plan and no add-on " + key + ".").asException();
    }

    /** The key belongs to another plan or add-on, for good. */
    public static RefusedException keyTaken(String key) {
        return new Refusal.Conflict(
                        "PLAN_KEY_TAKEN",
                        "There is a plan or an add-on " + key + ". Draft its next version, or take another key.",
                        Map.of("key", key))
                .asException();
    }

    static RefusedException noSuchVersion(String plan, int number) {
        return new Refusal.NotFound("NO_SUCH_PLAN_VERSION", "The plan " + plan + " has no version " + number + ".")
                .asException();
    }

    static RefusedException notADraft(String plan, PlanVersion version) {
        return new Refusal.Conflict(
                        "NOT_A_DRAFT",
                        "Version " + version.number() + " of " + plan + " is " + version.status()
                                + " and never changes. Draft the next one.",
                        Map.of("status", version.status()))
                .asException();
    }

    static RefusedException grantsNothing(String plan, int number) {
        return new Refusal.Conflict(
                        "GRANTS_NOTHING",
                        "Version " + number + " of " + plan + " says nothing of any feature. Add what it grants first.",
                        Map.of())
                .asException();
    }

    static RefusedException notPublished(String plan, PlanVersion version) {
        return new Refusal.Conflict(
                        "NOT_PUBLISHED",
                        "Version " + version.number() + " of " + plan + " is " + version.status()
                                + "; only a published one can be retired.",
                        Map.of("status", version.status()))
                .asException();
    }

    static RefusedException inUse(String plan, int number, long tenants) {
        return new Refusal.Conflict(
                        "PLAN_IN_USE",
                        tenants + " tenants have version " + number + " of " + plan
                                + " or will. Move them first, or say that they keep it.",
                        Map.of("tenants", tenants))
                .asException();
    }

    static RefusedException endsTrials(String plan, int number, List<String> tried) {
        return new Refusal.Conflict(
                        "PLAN_ENDS_TRIALS",
                        "Version " + number + " is the last published one of " + plan + ", and trials of "
                                + String.join(", ", tried) + " end in it. Publish another first.",
                        Map.of("plans", tried))
                .asException();
    }
}
