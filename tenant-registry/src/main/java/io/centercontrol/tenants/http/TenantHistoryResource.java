package io.centercontrol.tenants.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What happened to a tenant. */
@Path("/api/v1/tenants/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantHistoryResource {
    private final Tenants tenants;

    TenantHistoryResource(Tenants tenants) {
        this.tenants = tenants;
    }

    /** One version, as clients see it. */
    record TenantVersionView(
            TenantStatus status, @JsonUnwrapped VersionView step) {
        static TenantVersionView of(Version<Tenant> version) {
            return new TenantVersionView(version.state().state().status(), VersionView.of(version));
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Audited(action = "personal-data.read", category = AuditEntry.Category.PRIVACY, targets = "tenant=id")
    @Operation(
            operationId = "listTenantHistory",
            summary = "A tenant's history",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<TenantVersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return tenants.history(TenantResource.tenantId(id), Parameters.limit(limit), cursor)
                .map(page -> page.map(TenantVersionView::of));
    }
}
