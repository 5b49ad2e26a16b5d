package io.centercontrol.usage.kpi.model;

import io.centercontrol.kernel.TenantId;

/** A tenant in a list of the most or the least. */
public record Ranked(TenantId tenant, Compared value) {}
