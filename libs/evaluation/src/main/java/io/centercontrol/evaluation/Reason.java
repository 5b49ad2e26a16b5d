package io.centercontrol.evaluation;

/** Why a flag has the value it has, in OpenFeature's words. */
public enum Reason {
    /** The flag has no targeting. */
    STATIC,
    /** Its targeting picked nothing. */
    DEFAULT,
    /** Its targeting picked a variant. */
    TARGETING_MATCH,
    /** It is disabled: the caller's own default counts. */
    DISABLED,
    /** It could not be evaluated: the caller's own default counts. */
    ERROR
}
