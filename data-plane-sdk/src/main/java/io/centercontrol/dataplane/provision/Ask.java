package io.centercontrol.dataplane.provision;

import io.centercontrol.kernel.TenantId;

/** What the platform asks this service for, for one tenant. */
sealed interface Ask {
    TenantId tenant();

    /** The number to answer with. */
    int attempt();

    /**
     * Make the tenant, or bring it up to date.
     *
     * @param observedVersion the version that the service has reached before; 0 when it never provisioned the tenant
     */
    record Provision(TenantId tenant, int attempt, long desiredVersion, long observedVersion) implements Ask {}

    /** Hand over all that is held of the tenant. */
    record Export(TenantId tenant, int attempt) implements Ask {}

    /** Erase all that is held of a tenant that lives on, and that this service serves no more. */
    record Leave(TenantId tenant, int attempt) implements Ask {}

    /** Erase all that is held of the tenant. */
    record Erase(TenantId tenant, int attempt) implements Ask {}
}
