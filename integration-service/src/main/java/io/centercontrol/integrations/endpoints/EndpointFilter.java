package io.centercontrol.integrations.endpoints;

import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints are meant; what is null does not matter.
 *
 * @param enabled those that are, or those that are not
 * @param type those that are told of events of this type
 * @param tenant those that are told of this tenant, by name or since they are told of all
 * @param removed those that were removed, instead of those that were not
 */
public record EndpointFilter(
        @Nullable Boolean enabled,
        @Nullable String type,
        @Nullable TenantId tenant,
        boolean removed) {}
