package io.centercontrol.plans.subscription.http;

import io.centercontrol.plans.subscription.model.PlanRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a plan, by its key and name. */
@Schema(name = "SubscribedPlan")
record PlanView(String key, int version, String name) {
    static PlanView of(PlanRef plan, String name) {
        return new PlanView(plan.plan(), plan.version(), name);
    }
}
