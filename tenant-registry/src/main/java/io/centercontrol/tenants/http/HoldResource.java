package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.PlaceHold;
import io.centercontrol.tenants.ReleaseHold;
import io.centercontrol.tenants.ShowTenant;
import io.centercontrol.tenants.model.Hold;
import io.centercontrol.tenants.model.HoldKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What forbids a tenant's deletion. */
@Path("/api/v1/tenants/{id}/holds")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion of a tenant")
public class HoldResource {
    private final PlaceHold placeHold;
    private final ReleaseHold releaseHold;
    private final ShowTenant showTenant;
    private final Writes writes;
    private final Caller caller;

    HoldResource(PlaceHold placeHold, ReleaseHold releaseHold, ShowTenant showTenant, Writes writes, Caller caller) {
        this.placeHold = placeHold;
        this.releaseHold = releaseHold;
        this.showTenant = showTenant;
        this.writes = writes;
        this.caller = caller;
    }

    /** All that stand. */
    record HoldsView(List<Hold> items) {}

    /** A hold as it comes in JSON. */
    @Schema(requiredProperties = {"kind", "reason"})
    record HoldRequest(@Nullable HoldKind kind, @Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(operationId = "listHolds", summary = "A tenant's holds")
    public Uni<HoldsView> list(@RestPath String id) {
        return showTenant
                .run(new ShowTenant.Command(TenantResource.tenantId(id), null))
                .map(saved -> new HoldsView(saved.state().holds()));
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "placeHold",
            summary = "Place a hold",
            description =
                    "LEGAL or BILLING. While it stands the tenant is not deleted; a deletion that is scheduled waits.")
    public Uni<RestResponse<TenantView>> place(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable HoldRequest request) {
        var body = Bodies.required(request);
        var kind = body.kind();
        if (kind == null) {
            throw Refusal.Invalid.of("/kind", "REQUIRED", "A hold is LEGAL or BILLING.")
                    .asException();
        }
        var reason = Reasons.required(body.reason());
        var command = new PlaceHold.Command(
                TenantResource.tenantId(id), Versions.ifMatch(ifMatch), kind, reason, caller.because(reason));
        return writes.answer(body, () -> placeHold.run(command).map(TenantView::answer));
    }

    @DELETE
    @Path("{hold}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "releaseHold",
            summary = "Release a hold",
            description = "'reason' is a query parameter. A deletion that only waited for it goes on by itself.")
    public Uni<RestResponse<TenantView>> release(
            @RestPath String id,
            @RestPath String hold,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var command = new ReleaseHold.Command(
                TenantResource.tenantId(id),
                Versions.ifMatch(ifMatch),
                Parameters.uuid("hold", hold),
                caller.because(Reasons.required(reason)));
        return writes.answer(hold, () -> releaseHold.run(command).map(TenantView::answer));
    }
}
