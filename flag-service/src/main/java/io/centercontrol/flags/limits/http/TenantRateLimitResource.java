package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.ShowTenantLimits;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How often one tenant may call. */
@Path("/api/v1/tenants/{tenantId}/rate-limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rate limits")
public class TenantRateLimitResource {
    private final RateLimitDoor door;
    private final ShowTenantLimits showTenantLimits;

    TenantRateLimitResource(RateLimitDoor door, ShowTenantLimits showTenantLimits) {
        this.door = door;
        this.showTenantLimits = showTenantLimits;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @UnavailableWhen("the instance has not read all tenants yet")
    @Operation(
            operationId = "showTenantRateLimits",
            summary = "What holds for a tenant",
            description = "By class of call: its own limit, or else its plan's.")
    public Uni<TenantLimitsView> effective(@RestPath String tenantId) {
        return showTenantLimits
                .run(new ShowTenantLimits.Command(tenant(tenantId)))
                .map(TenantLimitsView::of);
    }

    @GET
    @Path("{callClass}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showTenantRateLimit", summary = "Look at a tenant's rate limit")
    public Uni<RestResponse<RateLimitView>> show(@RestPath String tenantId, @RestPath String callClass) {
        return door.show(key(tenantId, callClass));
    }

    @GET
    @Path("{callClass}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listTenantRateLimitHistory",
            summary = "The history of a tenant's rate limit",
            description = "Who changed what, when and why; newest first, beyond removals too.")
    public Uni<Page<VersionView>> history(
            @RestPath String tenantId,
            @RestPath String callClass,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return door.history(key(tenantId, callClass), limit, cursor);
    }

    @PUT
    @Path("{callClass}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @UnavailableWhen("the instance has not read all tenants yet")
    @Operation(
            operationId = "putTenantRateLimit",
            summary = "Set a tenant's rate limit",
            description =
                    "Counts instead of its plan's. If-None-Match: * sets what there is not, If-Match with its ETag"
                            + " changes it, and If-Match: * sets it in any case. Takes dryRun and wait=applied.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<RateLimitView>> put(
            @RestPath String tenantId,
            @RestPath String callClass,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable RateLimitRequest request) {
        return door.put(key(tenantId, callClass), ifMatch, ifNoneMatch, request);
    }

    @DELETE
    @Path("{callClass}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "removeTenantRateLimit",
            summary = "Remove a tenant's rate limit",
            description = "Needs 'reason' as a parameter. It can be set again, and keeps its history. Takes dryRun and"
                    + " wait=applied.")
    public Uni<RestResponse<RateLimitView>> remove(
            @RestPath String tenantId,
            @RestPath String callClass,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return door.remove(key(tenantId, callClass), ifMatch, reason);
    }

    private static TenantId tenant(String tenantId) {
        return new TenantId(Parameters.uuid("tenantId", tenantId));
    }

    private static LimitKey key(String tenantId, String callClass) {
        return new LimitKey(new Holder.OfTenant(tenant(tenantId)), callClass);
    }
}
