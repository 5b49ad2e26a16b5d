package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;

/** Why a plan is not changed. */
public final class PlanRefusals {
    private PlanRefusals() {}

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
}
