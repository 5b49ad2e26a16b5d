package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.RateLimitFilter;
import io.centercontrol.flags.limits.RateLimits;
import io.centercontrol.flags.limits.model.Terms;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All rate limits there are. */
@Path("/api/v1/rate-limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rate limits")
public class RateLimitsResource {
    private final RateLimits limits;

    RateLimitsResource(RateLimits limits) {
        this.limits = limits;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findRateLimits",
            summary = "Find rate limits",
            description =
                    "By id; removed=true shows those that hold no more instead. Pages by cursor: hand 'next' of one"
                            + " answer to the next request.")
    public Uni<Page<RateLimitView>> find(
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String plan,
            @RestQuery @Nullable String callClass,
            @Parameter(schema = @Schema(implementation = Terms.Stage.class)) @RestQuery @Nullable String stage,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String removed,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new RateLimitFilter(
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                plan,
                callClass,
                Parameters.oneOf("stage", Terms.Stage.class, stage),
                Parameters.flag("removed", removed));
        return limits.find(filter, Parameters.limit(limit), cursor).map(page -> page.map(RateLimitView::of));
    }
}
