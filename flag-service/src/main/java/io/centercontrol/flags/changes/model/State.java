package io.centercontrol.flags.changes.model;

/** How far a change request is. */
public enum State {
    /** Somebody else must look at it. */
    OPEN,
    /** Somebody did and agrees; it waits for its time. */
    APPROVED,
    /** The flag is as it was proposed. */
    APPLIED,
    /** Somebody is against it. */
    REJECTED,
    /** Who proposed it wants it no more. */
    WITHDRAWN,
    /** What it would change is not what it was any more, or it cannot be applied. */
    VOID,
    /** Nobody approved it, or it could not be applied, before its time was over. */
    EXPIRED;

    /** Whether something can still come of it. */
    public boolean isLive() {
        return this == OPEN || this == APPROVED;
    }
}
