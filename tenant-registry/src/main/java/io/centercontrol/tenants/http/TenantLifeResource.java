package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.DisableTenant;
import io.centercontrol.tenants.ReinstateTenant;
import io.centercontrol.tenants.SuspendTenant;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The moves of a tenant's life. If-Match is optional here: an emergency must not fail on it. */
@Path("/api/v1/tenants/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Life of a tenant")
public class TenantLifeResource {
    private final SuspendTenant suspendTenant;
    private final DisableTenant disableTenant;
    private final ReinstateTenant reinstateTenant;
    private final Writes writes;
    private final Caller caller;

    TenantLifeResource(
            SuspendTenant suspendTenant,
            DisableTenant disableTenant,
            ReinstateTenant reinstateTenant,
            Writes writes,
            Caller caller) {
        this.suspendTenant = suspendTenant;
        this.disableTenant = disableTenant;
        this.reinstateTenant = reinstateTenant;
        this.writes = writes;
        this.caller = caller;
    }

    @POST
    @Path("suspend")
    @Operation(
            operationId = "suspendTenant",
            summary = "Suspend a tenant",
            description = "It takes no log-in and no order from then on.")
    public Uni<RestResponse<TenantView>> suspend(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        return move(
                id,
                ifMatch,
                request,
                (tenant, version, reason, cause) ->
                        suspendTenant.run(new SuspendTenant.Command(tenant, version, reason, cause)));
    }

    @POST
    @Path("disable")
    @Operation(
            operationId = "disableTenant",
            summary = "Disable a tenant",
            description = "It may do nothing from then on.")
    public Uni<RestResponse<TenantView>> disable(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        return move(
                id,
                ifMatch,
                request,
                (tenant, version, reason, cause) ->
                        disableTenant.run(new DisableTenant.Command(tenant, version, reason, cause)));
    }

    @POST
    @Path("reinstate")
    @Operation(
            operationId = "reinstateTenant",
            summary = "Reinstate a tenant",
            description = "Back to ACTIVE if it was ever ready, else PROVISIONING.")
    public Uni<RestResponse<TenantView>> reinstate(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        return move(
                id,
                ifMatch,
                request,
                (tenant, version, reason, cause) ->
                        reinstateTenant.run(new ReinstateTenant.Command(tenant, version, cause)));
    }

    private Uni<RestResponse<TenantView>> move(
            String id, @Nullable String ifMatch, @Nullable ReasonRequest request, Verb verb) {
        var body = Bodies.required(request);
        var reason = Reasons.required(body.reason());
        var tenant = TenantResource.tenantId(id);
        var version = Versions.ifMatch(ifMatch);
        return writes.answer(
                body,
                () -> verb.run(tenant, version, reason, caller.because(reason)).map(TenantView::answer));
    }

    private interface Verb {
        Uni<Kept<Tenant>> run(TenantId id, @Nullable KnownVersions expectedVersion, String reason, Cause cause);
    }
}
