package io.centercontrol.flags.rollouts.model;

/** What a guard does when what it watches is bad. */
public enum Then {
    /** The rollout stays where it is. */
    PAUSE,
    /** Whom it had reached gets the default again. */
    TAKE_BACK
}
