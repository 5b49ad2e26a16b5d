package io.centercontrol.audit.trail.model;

/** What kind of thing an entry tells of: who may see it, and how long its personal parts are kept, goes by it. */
public enum Category {
    /** An aggregate was changed. */
    CHANGE,
    /** One that bills are made of was changed: plans, subscriptions. */
    BILLING,
    /** A log-in, or a refusal. */
    ACCESS,
    /** A key or password was issued, rotated or revoked. */
    CREDENTIAL,
    /** A second person said yes or no. */
    APPROVAL,
    /** Data or certificates were taken home. */
    EXPORT,
    /** A tenant's personal data was read. */
    PRIVACY,
    /** Something was set right by hand. */
    RECOVERY,
    /** The glass was broken. */
    EMERGENCY,
    /** The trail itself was read, held or purged, or lacks something. */
    AUDIT,
    /** Said by a service that is newer than this one. */
    UNKNOWN
}
