package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.Tenant;
import jakarta.enterprise.context.RequestScoped;

/** The tenant of the request that is being answered. */
@RequestScoped
public class CurrentTenant {
    private Resolution resolution = new Resolution.NothingGiven();

    void set(Resolution found) {
        resolution = found;
    }

    /**
     * The tenant, as it was when the request came.
     *
     * @throws ProblemException when the request names none, or the instance cannot know yet
     */
    public Tenant get() {
        if (resolution instanceof Resolution.Resolved resolved) {
            return resolved.tenant();
        }
        throw TenantProblems.of(resolution);
    }
}
