package io.centercontrol.integrations.deliveries.model;

/** How far a delivery is. */
public enum DeliveryState {
    /** It is to be sent, or sent again; while its endpoint is disabled it waits. */
    PENDING,
    /** It was taken. */
    DELIVERED,
    /** It was tried for as long as it is tried. It can be sent again. */
    FAILED,
    /** Its endpoint was removed. */
    CANCELLED
}
