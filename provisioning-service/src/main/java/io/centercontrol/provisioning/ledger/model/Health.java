package io.centercontrol.provisioning.ledger.model;

/** What an instance says of itself. */
public enum Health {
    UNKNOWN,
    READY,
    STALE,
    NOT_READY
}
