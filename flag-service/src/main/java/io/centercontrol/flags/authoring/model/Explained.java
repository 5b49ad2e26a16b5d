package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a flag gives somebody, and why.
 *
 * @param value null when the caller's own default counts
 * @param variant null when there is no value
 * @param reason in OpenFeature's words
 * @param rule JSON pointer into the authored definition of what decided, in the targeting or the default; null when that was
 *     another layer
 * @param killSwitch the one that holds it off; null when none does
 * @param message what went wrong; null when nothing did
 */
public record Explained(
        @Nullable Object value,
        @Nullable String variant,
        Reason reason,
        DecidedBy decidedBy,
        @Nullable String rule,
        @Nullable KillSwitch killSwitch,
        @Nullable String message) {
    /** What of all that is said of a flag decided. */
    public enum DecidedBy {
        /** It is archived: no flag to its readers. */
        ARCHIVED,
        /** A kill switch that stands. */
        KILL_SWITCH,
        /** Its author disabled it: the caller's own default counts. */
        DISABLED,
        /** What was said for the tenant. */
        TENANT_OVERRIDE,
        /** What was said for the plan. */
        PLAN_OVERRIDE,
        /** A rule of its author. */
        TARGETING,
        /** The share of a rollout, of those whom the targeting gives nothing. */
        ROLLOUT,
        /** Its default variant; the caller's own default where there is none. */
        DEFAULT
    }
}
