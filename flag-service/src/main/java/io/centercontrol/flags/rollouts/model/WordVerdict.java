package io.centercontrol.flags.rollouts.model;

/** What is said of a rollout. */
public enum WordVerdict {
    /** It may go on. */
    GOOD,
    /** It must stop. */
    BAD
}
