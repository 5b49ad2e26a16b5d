package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answers;
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

/** How often each tenant of a plan may call. */
@Path("/api/v1/plans/{plan}/rate-limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rate limits")
public class PlanRateLimitResource {
    private final RateLimitDoor door;

    PlanRateLimitResource(RateLimitDoor door) {
        this.door = door;
    }

    @GET
    @Path("{callClass}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showPlanRateLimit", summary = "Look at a plan's rate limit")
    public Uni<RestResponse<RateLimitView>> show(@RestPath String plan, @RestPath String callClass) {
        return door.show(key(plan, callClass));
    }

    @GET
    @Path("{callClass}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listPlanRateLimitHistory",
            summary = "The history of a plan's rate limit",
            description = "Who changed what, when and why; newest first, beyond removals too.")
    public Uni<Page<VersionView>> history(
            @RestPath String plan,
            @RestPath String callClass,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return door.history(key(plan, callClass), limit, cursor);
    }

    @PUT
    @Path("{callClass}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "putPlanRateLimit",
            summary = "Set a plan's rate limit",
            description =
                    "For each tenant of the plan that has none of its own; the plan need not be there yet. If-None-Match: * sets what there is not, If-Match with its ETag changes it, and"
                            + " If-Match: * sets it in any case. Takes dryRun and wait=applied.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<RateLimitView>> put(
            @RestPath String plan,
            @RestPath String callClass,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable RateLimitRequest request) {
        return door.put(key(plan, callClass), ifMatch, ifNoneMatch, request);
    }

    @DELETE
    @Path("{callClass}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "removePlanRateLimit",
            summary = "Remove a plan's rate limit",
            description = "Needs 'reason' as a parameter. It can be set again, and keeps its history. Takes dryRun and"
                    + " wait=applied.")
    public Uni<RestResponse<RateLimitView>> remove(
            @RestPath String plan,
            @RestPath String callClass,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return door.remove(key(plan, callClass), ifMatch, reason);
    }

    private static LimitKey key(String plan, String callClass) {
        return new LimitKey(new Holder.OfPlan(plan), callClass);
    }
}
