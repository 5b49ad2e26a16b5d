package io.centercontrol.dataplane.quarkus;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenant in a request's token comes from. A service whose requests carry tokens has one bean of this; it runs
 * before the tenant is resolved and must not wait for anything.
 */
public interface TenantClaim {
    /**
     * The claim {@code tenant_id} of the request's <b>verified</b> token; null when the request has no token.
     *
     * @throws ProblemException when there is a token and it is not to be trusted
     */
    @Nullable
    String tenantId(ContainerRequestContext request);
}
