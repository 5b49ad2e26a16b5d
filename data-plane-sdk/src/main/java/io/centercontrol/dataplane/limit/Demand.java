package io.centercontrol.dataplane.limit;

import io.centercontrol.kernel.TenantId;

/**
 * One tenant's class of call that comes near this instance's part of its limit.
 *
 * @param perSecond how often it was asked for lately, allowed or not
 */
public record Demand(TenantId tenant, String callClass, double perSecond) {}
