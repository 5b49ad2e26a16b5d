package io.centercontrol.provisioning.progress.model;

/** The services' part of a deletion in one word, for people and for filters. */
public enum DeletionStatus {
    /** Services are asked for their exports. */
    EXPORTING,
    /** Every service handed over its export; the tenant's owner has not asked to erase yet. */
    EXPORTED,
    /** Services are asked to erase. */
    ERASING,
    /** Every service confirmed that it erased. */
    ERASED,
    /** The last attempt of at least one service failed; it is tried again. */
    STUCK,
    /** An operator stopped the attempts. */
    PAUSED
}
