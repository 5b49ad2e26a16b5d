package io.centercontrol.tenants;

import io.centercontrol.tenants.model.Tenant;
import java.util.UUID;

/**
 * A tenant as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record Saved(Tenant tenant, UUID eventId) {}
