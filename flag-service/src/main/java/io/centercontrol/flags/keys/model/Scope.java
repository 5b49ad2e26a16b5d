package io.centercontrol.flags.keys.model;

/** What a key opens; nothing else. */
public enum Scope {
    /** Ask for flags' values, by OFREP. */
    OFREP,
    /** Follow all flags' definitions, by flagd's sync protocol. */
    SYNC
}
