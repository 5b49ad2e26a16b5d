package io.centercontrol.usage.meters.model;

/** How much of what a meter measures may get lost. */
public enum Grade {
    /** Nothing: each event has an id, and is written in the business transaction that it tells of. */
    BILLING,
    /** What a process had counted and not yet sent, when it is killed. */
    TELEMETRY
}
