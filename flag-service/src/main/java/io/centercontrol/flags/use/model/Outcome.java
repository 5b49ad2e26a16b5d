package io.centercontrol.flags.use.model;

/** What a question for a flag came to. In all cases but {@link #VARIANT} the caller's own default counted. */
public enum Outcome {
    /** A variant was served. */
    VARIANT,
    /** The flag is disabled, or nothing picks a variant. */
    NO_VALUE,
    /** There is no such flag, or it is archived. */
    NO_FLAG,
    /** Who was asked had no copy of the flags yet. */
    NOT_READY,
    /** Its value is of another type, or could not be evaluated. */
    FAILED
}
