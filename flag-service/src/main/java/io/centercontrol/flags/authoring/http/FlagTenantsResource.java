package io.centercontrol.flags.authoring.http;

import io.centercontrol.evaluation.Reason;
import io.centercontrol.flags.authoring.FindTenants;
import io.centercontrol.flags.authoring.FindTenants.Got;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which tenants get which value of a flag. */
@Path("/api/v1/flags/{key}/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public class FlagTenantsResource {
    private final FindTenants findTenants;

    FlagTenantsResource(FindTenants findTenants) {
        this.findTenants = findTenants;
    }

    /**
     * What a tenant gets.
     *
     * @param value null when its services' own default counts
     * @param variant the name of the value
     * @param reason how it came to it; null of an archived flag
     */
    record TenantValueView(
            UUID tenantId,
            String slug,
            @Nullable Object value,
            @Nullable String variant,
            @Nullable Reason reason) {
        static TenantValueView of(Got got) {
            var resolution = got.resolution();
            return resolution == null
                    ? new TenantValueView(got.id().value(), got.slug(), null, null, null)
                    : new TenantValueView(
                            got.id().value(),
                            got.slug(),
                            resolution.value(),
                            resolution.variant(),
                            resolution.reason());
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listFlagTenants",
            summary = "Which tenants get which value",
            description =
                    "Of all tenants, or of those that get 'variant', by what is said of a tenant everywhere. Only the first"
                            + " page counts exactly how many there are.")
    @UnavailableWhen("this instance has not read all tenants yet")
    public Uni<Page<TenantValueView>> find(
            @RestPath("key") FlagAddress address,
            @RestQuery @Nullable String variant,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return findTenants
                .run(new FindTenants.Command(address.key(), variant, Parameters.limit(limit), cursor))
                .map(page -> page.map(TenantValueView::of));
    }
}
