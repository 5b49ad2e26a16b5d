package io.centercontrol.governance.model;

/** How many tenants of each kind count against the limits: all but the deleted ones. */
public record TenantNumbers(long testTenants, long liveTenants) {}
