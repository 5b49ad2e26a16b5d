package io.centercontrol.tenants.model;

/** Whether a tenant is a merchant's or one of our own to try things with. */
public enum TenantKind {
    LIVE,
    TEST
}
