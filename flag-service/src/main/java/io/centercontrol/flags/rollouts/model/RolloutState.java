package io.centercontrol.flags.rollouts.model;

/** How far a rollout is. */
public enum RolloutState {
    /** The flag is sensitive: another person must agree first. */
    AWAITING_APPROVAL,
    /** Its first step waits for its time. */
    SCHEDULED,
    /** It goes from step to step. */
    RUNNING,
    /** It stays where it is until somebody resumes it or takes it back. */
    PAUSED,
    /** Everybody has the variant: it is the flag's default. */
    COMPLETED,
    /** Whom it had reached has the default again. */
    TAKEN_BACK,
    /** It ended before it had reached anybody, or by another change of the flag. */
    CANCELLED;

    /** Whether something can still come of it. */
    public boolean isLive() {
        return switch (this) {
            case AWAITING_APPROVAL, SCHEDULED, RUNNING, PAUSED -> true;
            case COMPLETED, TAKEN_BACK, CANCELLED -> false;
        };
    }
}
