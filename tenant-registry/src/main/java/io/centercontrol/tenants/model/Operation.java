package io.centercontrol.tenants.model;

/** What a tenant service lets a tenant do, or does not. */
public enum Operation {
    /** A shopper or a member of staff logs in. */
    LOGIN,
    /** A new order is taken. */
    ORDER,
    /** The merchant's staff look at what is there. */
    BACKOFFICE_READ,
    /** The merchant's data is exported. */
    EXPORT
}
