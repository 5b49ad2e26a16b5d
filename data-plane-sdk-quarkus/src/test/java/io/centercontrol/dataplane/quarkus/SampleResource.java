package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.Operation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

@Path("/sample")
public final class SampleResource {
    private final CurrentTenant tenant;

    SampleResource(CurrentTenant tenant) {
        this.tenant = tenant;
    }

    @GET
    @Path("/open")
    public String open() {
        return "open";
    }

    @GET
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("of a test");
    }

    @GET
    @Path("/tenant")
    public String tenant() {
        return tenant.get().slug();
    }

    @POST
    @Path("/order")
    @Serves(Operation.ORDER)
    public String order() {
        return "ordered at " + tenant.get().slug();
    }

    @POST
    @Path("/export")
    @Serves(Operation.EXPORT)
    public String export() {
        return "exported";
    }

    /** Stands for a verified token. */
    @Singleton
    static final class Claim implements TenantClaim {
        @Override
        public @Nullable String tenantId(ContainerRequestContext request) {
            return request.getHeaderString("X-Verified-Tenant");
        }
    }
}
