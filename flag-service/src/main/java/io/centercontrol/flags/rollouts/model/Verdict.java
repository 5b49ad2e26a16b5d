package io.centercontrol.flags.rollouts.model;

/** What a guard says of what it sees. */
public enum Verdict {
    /** All is well. */
    GOOD,
    /** The rollout must stop. */
    BAD,
    /** Too little is known to say. */
    NO_DATA
}
