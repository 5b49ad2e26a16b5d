package io.centercontrol.provisioning.progress.model;

/** A provisioning in one word, for people and for filters. */
public enum ProvisioningStatus {
    /** Every service has the desired version. */
    READY,
    /** Services are at work. */
    CONVERGING,
    /** The last attempt of at least one service failed; it is tried again. */
    STUCK,
    /** An operator stopped the attempts. */
    PAUSED,
    /** The tenant is being deleted, or is deleted: see {@link DeletionStatus}. */
    DELETING
}
