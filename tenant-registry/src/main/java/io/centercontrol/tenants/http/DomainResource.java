package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.ClaimDomain;
import io.centercontrol.tenants.DropDomain;
import io.centercontrol.tenants.ShowTenant;
import io.centercontrol.tenants.VerifyDomain;
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

/** Domains that a tenant brings along. */
@Path("/api/v1/tenants/{id}/domains")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Custom domains")
public class DomainResource {
    private final ClaimDomain claimDomain;
    private final VerifyDomain verifyDomain;
    private final DropDomain dropDomain;
    private final ShowTenant showTenant;
    private final Writes writes;
    private final Caller caller;

    DomainResource(
            ClaimDomain claimDomain,
            VerifyDomain verifyDomain,
            DropDomain dropDomain,
            ShowTenant showTenant,
            Writes writes,
            Caller caller) {
        this.claimDomain = claimDomain;
        this.verifyDomain = verifyDomain;
        this.dropDomain = dropDomain;
        this.showTenant = showTenant;
        this.writes = writes;
        this.caller = caller;
    }

    /** All of a tenant's. */
    record DomainsView(List<DomainView> items) {}

    /** A claim as it comes in JSON. */
    @Schema(requiredProperties = "domain")
    record DomainRequest(@Nullable String domain, @Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listDomains",
            summary = "A tenant's domains",
            description = "With the DNS record that proves each claim.")
    public Uni<DomainsView> list(@RestPath String id) {
        return showTenant
                .run(new ShowTenant.Command(TenantResource.tenantId(id), null))
                .map(saved -> new DomainsView(
                        saved.state().domains().stream().map(DomainView::of).toList()));
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "claimDomain",
            summary = "Claim a domain",
            description = "It leads to the tenant once the DNS holds the TXT record of the answer and it is verified.")
    public Uni<RestResponse<TenantView>> claim(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable DomainRequest request) {
        var body = Bodies.required(request);
        var domain = body.domain();
        if (domain == null) {
            throw Refusal.Invalid.of("/domain", "REQUIRED", "Which domain? Such as shop.example.com.")
                    .asException();
        }
        var command = new ClaimDomain.Command(
                TenantResource.tenantId(id),
                Versions.ifMatch(ifMatch),
                domain,
                caller.because(Reasons.optional(body.reason())));
        return writes.answer(body, () -> claimDomain.run(command).map(TenantView::answer));
    }

    @POST
    @Path("{domain}/verify")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @UnavailableWhen("the DNS does not answer")
    @Operation(
            operationId = "verifyDomain",
            summary = "Verify a domain",
            description = "Looks the TXT record up now. From then on it is looked up from time to time; when it is gone"
                    + " for too long, the domain is taken away.")
    public Uni<RestResponse<TenantView>> verify(
            @RestPath String id,
            @RestPath String domain,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ReasonRequest request) {
        var tenant = TenantResource.tenantId(id);
        var version = Versions.ifMatch(ifMatch);
        var cause = caller.because(Reasons.optional(request == null ? null : request.reason()));
        return verifyDomain
                .look(tenant, domain)
                .chain(seen -> writes.answer(
                        domain,
                        () -> verifyDomain
                                .run(new VerifyDomain.Command(tenant, version, seen, cause))
                                .map(TenantView::answer)));
    }

    @DELETE
    @Path("{domain}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "dropDomain",
            summary = "Give a domain up",
            description = "It leads to the tenant no longer. 'reason' is a query parameter.")
    public Uni<RestResponse<TenantView>> drop(
            @RestPath String id,
            @RestPath String domain,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var command = new DropDomain.Command(
                TenantResource.tenantId(id),
                Versions.ifMatch(ifMatch),
                domain,
                caller.because(Reasons.required(reason)));
        return writes.answer(domain, () -> dropDomain.run(command).map(TenantView::answer));
    }
}
