package io.centercontrol.provisioning.shares.model;

import io.centercontrol.kernel.TenantId;

/** What one rate limit counts: one tenant's class of call. */
public record Call(TenantId tenant, String callClass) {}
