package io.centercontrol.flags.use.model;

/** How a flag is used, as far as anybody counts. */
public enum UseState {
    /** Nobody ever asked for it. */
    NEVER_SEEN,
    /** It was asked for, and is no more. */
    UNUSED,
    /** It is asked for, and has given one and the same for a while. */
    ONE_VARIANT,
    /** It is asked for. */
    IN_USE
}
