package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Instant;
import java.util.Map;

/** Why a subscription is not changed. */
public final class SubscriptionRefusals {
    private SubscriptionRefusals() {}

    static RefusedException alreadyOn(PlanRef plan) {
        return new Refusal.Conflict(
                        "ALREADY_ON_PLAN",
                        "The tenant has " + plan + " already, and nothing else is scheduled.",
                        Map.of("plan", plan.plan(), "version", plan.version()))
                .asException();
    }

    static RefusedException notToCome(Instant at, Instant now) {
        return Refusal.Invalid.of(
                        "/at",
                        "NOT_IN_THE_FUTURE",
                        "A change is scheduled for later than now, which is " + now + "; " + at
                                + " is not. Leave 'at' away to change the plan at once.")
                .asException();
    }

    static RefusedException alreadyScheduled(Instant at) {
        return new Refusal.Conflict(
                        "ALREADY_SCHEDULED",
                        "A change is scheduled for " + at + " already. Cancel it first, or choose another moment.",
                        Map.of("at", at.toString()))
                .asException();
    }

    static RefusedException tooManyScheduled(int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_SCHEDULED",
                        "At most " + most + " changes can be scheduled for a tenant. Cancel one first.",
                        Map.of("most", most))
                .asException();
    }

    static RefusedException nothingScheduled(Instant at) {
        return new Refusal.NotFound("NOT_SCHEDULED", "Nothing is scheduled for " + at + ".").asException();
    }

    static RefusedException hasBegun(Instant at) {
        return new Refusal.Conflict(
                        "HAS_BEGUN",
                        "What was scheduled for " + at + " has begun: it is history. Assign another plan instead.",
                        Map.of("at", at.toString()))
                .asException();
    }

    static RefusedException notYet(Instant moment, Instant registeredAt) {
        return new Refusal.NotFound(
                        "NOT_YET", "The tenant was registered at " + registeredAt + ", after " + moment + ".")
                .asException();
    }

    static RefusedException endsATrial(Instant at) {
        return new Refusal.Conflict(
                        "ENDS_A_TRIAL",
                        "What is scheduled for " + at + " ends a trial. Assign a plan instead: the trial ends with it.",
                        Map.of("at", at.toString()))
                .asException();
    }

    static RefusedException expiresInThePast(String pointer, Instant at, Instant now) {
        return Refusal.Invalid.of(
                        pointer,
                        "NOT_IN_THE_FUTURE",
                        at + " is not later than now, which is " + now + ". Leave it away for no end.")
                .asException();
    }

    static RefusedException noOverride(String feature) {
        return new Refusal.NotFound("NO_OVERRIDE", "The tenant has no override of " + feature + ".").asException();
    }

    static RefusedException noAddOn(String key) {
        return new Refusal.NotFound("NO_ADD_ON", "The tenant does not have the add-on " + key + ".").asException();
    }
}
