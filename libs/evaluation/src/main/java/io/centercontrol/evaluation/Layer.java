package io.centercontrol.evaluation;

/** What of all that is said of a flag decided, in the order in which they are asked. */
public enum Layer {
    /** The kill switch. */
    KILL_SWITCH,
    /** The flag is disabled; nothing but the kill switch counts. */
    STATE,
    /** What was said for one tenant. */
    TENANT_OVERRIDE,
    /** What was said for one plan. */
    PLAN_OVERRIDE,
    /** The targeting that the flag's author wrote. */
    TARGETING,
    /** The share that a variant is rolled out to, of those whom the targeting gives none. */
    ROLLOUT,
    /** The default variant, or the caller's own default where there is none. */
    DEFAULT
}
