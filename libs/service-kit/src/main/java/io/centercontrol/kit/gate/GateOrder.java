package io.centercontrol.kit.gate;

/** The order in which a request passes the gates, before anything of JAX-RS sees it: from the first to the last. */
public enum GateOrder {
    /** Who only looks at how each request ends. */
    WATCH,
    /** What a browser asks on behalf of a page of another origin. */
    ORIGIN,
    /** What cannot be read in one way only, is too large, or has not the form of what it says it is. */
    FRONT,
    /** Addresses that a key of their own opens, and that answer by themselves. */
    KEYED,
    /** How often a caller may ask. */
    RATE,
    /** Whole lists, of which each page passes all the gates by itself. */
    LIST,
    /** Who was let through by all of them and is no friend of the address. */
    LAST;

    private static final int FIRST = 10_000;
    private static final int STEP = 500;

    /** What {@code Filters.register} takes: the higher, the earlier. */
    public int priority() {
        return FIRST - STEP * ordinal();
    }
}
