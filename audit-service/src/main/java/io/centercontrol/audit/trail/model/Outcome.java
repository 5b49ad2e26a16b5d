package io.centercontrol.audit.trail.model;

/** What came of it. */
public enum Outcome {
    /** It was done. */
    DONE,
    /** By a rule, or for want of a right. */
    REFUSED,
    /** It was allowed and did not work. */
    FAILED,
    /** Said by a service that is newer than this one. */
    UNKNOWN
}
