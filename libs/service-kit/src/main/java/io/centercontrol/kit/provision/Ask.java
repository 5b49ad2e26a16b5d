package io.centercontrol.kit.provision;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;

/**
 * An attempt that provisioning-service asks a service for.
 *
 * @param version the tenant's version that is to be reached
 * @param attempt its number, from 1; the answer names it
 */
public record Ask(TenantId tenant, Task task, long version, int attempt) {
    /** What can be asked for. */
    public enum Task {
        /** That the tenant can be served. */
        PROVISION,
        /** That all that is kept of the tenant is handed over. */
        EXPORT,
        /** That it is erased. */
        ERASE
    }

    /** With what led to it. */
    public record Caused(Ask ask, Cause cause) {}
}
