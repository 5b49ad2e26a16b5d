package io.centercontrol.integrations.endpoints.model;

/** How much of an event an endpoint is told. */
public enum Payload {
    /** What happened, by whom and why, and the aggregate as it was after that. */
    FULL,
    /** What happened to which aggregate; who wants more asks for it. */
    THIN
}
