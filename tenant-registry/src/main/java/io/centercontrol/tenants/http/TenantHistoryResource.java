package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.TenantHistory;
import io.centercontrol.tenants.TenantVersion;
import io.centercontrol.tenants.model.TenantStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    private final TenantHistory tenantHistory;

    TenantHistoryResource(TenantHistory tenantHistory) {
        this.tenantHistory = tenantHistory;
    }

    /** One version, as clients see it. */
    record VersionView(
            long version,
            UUID eventId,
            String type,
            Instant time,
            TenantStatus status,
            Actor actor,
            @Nullable String reason,
            @Nullable String correlationId,
            @Nullable String causationId,
            List<FieldChange> changes) {
        static VersionView of(TenantVersion version) {
            var cause = version.cause();
            return new VersionView(
                    version.tenant().version(),
                    version.eventId(),
                    version.type(),
                    version.time(),
                    version.tenant().state().status(),
                    cause.actor(),
                    cause.reason(),
                    cause.correlationId(),
                    cause.causationId(),
                    version.changes());
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(summary = "A tenant's history", description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return tenantHistory
                .run(new TenantHistory.Command(TenantResource.tenantId(id), Parameters.limit(limit), cursor))
                .map(page -> page.map(VersionView::of));
    }
}
