package io.centercontrol.plans.subscription.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a tenant has a plan from some moment on.
 *
 * @param decidedAt when it was made, which for a scheduled one is earlier than when it holds
 * @param actorId who made it
 * @param reason in the actor's words; null where none was asked for
 */
public record Assignment(
        PlanRef plan,
        Kind kind,
        Instant decidedAt,
        String actorId,
        @Nullable String reason) {
    /** How a tenant comes by a plan. */
    public enum Kind {
        /** With its registration. */
        REGISTRATION,
        /** By somebody's decision, at once or at a time. */
        CHANGE,
        /** For a trial's length; what follows it is scheduled with it. */
        TRIAL,
        /** Because a trial ended. */
        TRIAL_END,
        /** With a group, to another version of its plan. */
        MIGRATION
    }
}
