package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are meant; what is null does not matter.
 *
 * @param tenant those that are bound to it
 */
public record SdkKeyFilter(
        @Nullable Scope scope,
        @Nullable TenantId tenant,
        @Nullable Boolean revoked) {}
