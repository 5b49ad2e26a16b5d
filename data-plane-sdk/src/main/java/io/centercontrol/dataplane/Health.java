package io.centercontrol.dataplane;

/** How good this instance's copy is. */
public enum Health {
    /** The copy is whole, and the end of the log was reached a moment ago. */
    READY,
    /** The copy is whole but has not reached the end of the log lately: it serves, and says how old it is. */
    STALE,
    /** There has never been a whole copy: everything is refused. */
    NOT_READY
}
