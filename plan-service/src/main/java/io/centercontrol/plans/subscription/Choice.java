package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.subscription.model.PlanRef;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which version of what a tenant can be given. */
final class Choice {
    private Choice() {}

    /**
     * A published version.
     *
     * @param pointer where the key stands in the request
     * @param version null for the newest published one
     */
    static PlanRef of(
            Shelf shelf, Plan.Kind kind, String pointer, String key, @Nullable Integer version, TenantId tenant) {
        var plan = shelf.plan(key);
        if (plan == null || plan.kind() != kind) {
            throw unknown(shelf, kind, pointer, key, tenant);
        }
        if (plan.onlyFor() != null && !plan.onlyFor().equals(tenant)) {
            throw Refusal.Invalid.of(
                            pointer, "NOT_FOR_THIS_TENANT", "The plan " + key + " is made for one other tenant.")
                    .asException();
        }
        if (version != null) {
            checkVersion(plan, version, pointer);
        }
        var chosen = version == null ? plan.current() : plan.find(version);
        if (chosen == null || chosen.status() != PlanVersion.Status.PUBLISHED) {
            throw Refusal.Invalid.of(
                            pointer,
                            "NOT_PUBLISHED",
                            chosen == null
                                    ? "No version of " + key + " is published."
                                    : "Version " + chosen.number() + " of " + key + " is " + chosen.status()
                                            + ": only a published one can be given to a tenant.")
                    .asException();
        }
        return new PlanRef(key, chosen.number());
    }

    /** Refuses a version that a request names and that there is not. */
    static void checkVersion(Plan plan, int version, String pointer) {
        if (!plan.has(version)) {
            throw Refusal.Invalid.of(
                            pointer,
                            "NO_SUCH_PLAN_VERSION",
                            "The plan " + plan.key() + " has no version " + version + ".")
                    .asException();
        }
    }

    private static RefusedException unknown(Shelf shelf, Plan.Kind kind, String pointer, String key, TenantId tenant) {
        var word = kind == Plan.Kind.PLAN ? "plan" : "add-on";
        var there = shelf.plans().values().stream()
                .filter(plan -> plan.kind() == kind && plan.current() != null)
                .filter(plan -> plan.onlyFor() == null || plan.onlyFor().equals(tenant))
                .map(Plan::key)
                .limit(50)
                .collect(Collectors.joining(", "));
        return Refusal.Invalid.of(
                        pointer,
                        kind == Plan.Kind.PLAN ? "UNKNOWN_PLAN" : "UNKNOWN_ADD_ON",
                        "There is no " + word + " " + key + ". There are: " + there + ".")
                .asException();
    }
}
