package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.WaitsFor;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.CancelDeletion;
import io.centercontrol.tenants.ScheduleDeletion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The way out of the platform: scheduled with the slug typed again, and cancellable until the grace is over. */
@Path("/api/v1/tenants/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Deletion of a tenant")
public class TenantDeletionResource {
    private static final Duration LONGEST_GRACE = Duration.ofDays(3650);

    private final ScheduleDeletion scheduleDeletion;
    private final CancelDeletion cancelDeletion;
    private final Writes writes;
    private final Caller caller;

    TenantDeletionResource(
            ScheduleDeletion scheduleDeletion, CancelDeletion cancelDeletion, Writes writes, Caller caller) {
        this.scheduleDeletion = scheduleDeletion;
        this.cancelDeletion = cancelDeletion;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A deletion as it is asked for in JSON.
     *
     * @param slug the tenant's slug, typed again
     * @param grace ISO 8601; governance's when it is missing
     */
    @Schema(requiredProperties = {"slug", "reason"})
    record DeletionRequest(
            @Nullable String slug,
            @Nullable Duration grace,
            @Nullable String reason) {}

    @POST
    @Path("schedule-deletion")
    @Operation(
            operationId = "scheduleDeletion",
            summary = "Schedule a tenant's deletion",
            description = "The slug must be typed again. Until the grace is over the tenant may do nothing and the"
                    + " deletion can be cancelled; then every tenant service exports and erases it. Refused while a hold"
                    + " stands. A grace shorter than governance's is for TEST tenants only.")
    @WaitsFor(
            value = TenantGoals.CERTIFIED,
            meaning = "answers when every tenant service has erased the tenant and its certificate is signed.")
    public Uni<RestResponse<TenantView>> schedule(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable DeletionRequest request) {
        var body = Bodies.required(request);
        var slug = body.slug();
        if (slug == null) {
            throw Refusal.Invalid.of(
                            "/slug", "REQUIRED", "Type the tenant's slug again, so that the right one is meant.")
                    .asException();
        }
        var grace = body.grace();
        if (grace != null && (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0)) {
            throw Refusal.Invalid.of("/grace", "OUT_OF_RANGE", "A grace is between PT0S and " + LONGEST_GRACE + ".")
                    .asException();
        }
        var reason = Reasons.required(body.reason());
        var command = new ScheduleDeletion.Command(
                TenantResource.tenantId(id), Versions.ifMatch(ifMatch), slug, grace, reason, caller.because(reason));
        return writes.answer(body, () -> scheduleDeletion.run(command).map(TenantView::answer));
    }

    @POST
    @Path("cancel-deletion")
    @Operation(
            operationId = "cancelDeletion",
            summary = "Cancel a tenant's deletion",
            description = "Back to the state it was in. Only until the deletion has begun.")
    public Uni<RestResponse<TenantView>> cancel(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var command = new CancelDeletion.Command(
                TenantResource.tenantId(id),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> cancelDeletion.run(command).map(TenantView::answer));
    }
}
