package io.centercontrol.integrations.endpoints.model;

/** Why an endpoint is told nothing for now. */
public enum Disabled {
    /** Somebody wanted it so. */
    BY_PERSON,
    /** Everything failed for too long. */
    FAILING,
    /** It answered 410: there shall be nothing more. */
    GONE
}
