package io.centercontrol.provisioning.ledger.model;

/** How far a change has come over all instances that can serve. */
public enum PropagationStatus {
    /** It is not on its topic yet, or an instance is on its way. */
    PENDING,
    /** Every instance is past it. */
    APPLIED,
    /** Every instance is past it or refuses, since its lease ran out. */
    EFFECTIVE,
    /** All that is left are instances without a lease that cannot be reached. */
    UNPROVEN,
    /** At least one instance could not read it, or does not follow its topic. */
    FAILED;

    /** Whether no instance serves without the change. */
    public boolean effective() {
        return switch (this) {
            case APPLIED, EFFECTIVE -> true;
            case PENDING, UNPROVEN, FAILED -> false;
        };
    }
}
