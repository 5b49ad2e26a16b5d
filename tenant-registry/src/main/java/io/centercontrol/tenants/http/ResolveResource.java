package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.ResolveTenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which tenant an address leads to. The data plane asks its own copy; this is for people and for tools. */
@Path("/api/v1/resolve")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class ResolveResource {
    private final ResolveTenant resolveTenant;

    ResolveResource(ResolveTenant resolveTenant) {
        this.resolveTenant = resolveTenant;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_SERVICE})
    @Audited(action = "personal-data.read", category = AuditEntry.Category.PRIVACY)
    @Operation(
            operationId = "resolveTenant",
            summary = "Resolve a tenant",
            description = "By exactly one of host, slug and id.")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "200")
    public Uni<TenantView> resolve(
            @RestQuery @Nullable String host, @RestQuery @Nullable String slug, @RestQuery @Nullable String id) {
        var ways = new ArrayList<ResolveTenant.Command>();
        if (host != null) {
            ways.add(new ResolveTenant.Command.ByHost(host.replace("\0", "")));
        }
        if (slug != null) {
            ways.add(new ResolveTenant.Command.BySlug(slug.replace("\0", "")));
        }
        if (id != null) {
            ways.add(new ResolveTenant.Command.ById(TenantResource.tenantId(id)));
        }
        if (ways.size() != 1) {
            throw Refusal.Invalid.of("", "ONE_OF_REQUIRED", "Give exactly one of host, slug and id.")
                    .asException();
        }
        return resolveTenant.run(ways.getFirst()).map(TenantView::of);
    }
}
