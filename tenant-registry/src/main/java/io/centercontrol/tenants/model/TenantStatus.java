package io.centercontrol.tenants.model;

/** Names of the states of a tenant's life, as people see them. */
public enum TenantStatus {
    PROVISIONING,
    ACTIVE,
    SUSPENDED,
    DISABLED,
    DELETION_SCHEDULED,
    EXPORTING,
    ERASING,
    DELETED
}
