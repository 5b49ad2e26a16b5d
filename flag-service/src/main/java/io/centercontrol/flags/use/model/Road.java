package io.centercontrol.flags.use.model;

/** How somebody is handed flags without asking for any one of them. */
public enum Road {
    /** flagd's sync. */
    SYNC,
    /** OFREP, all flags at once. */
    OFREP
}
