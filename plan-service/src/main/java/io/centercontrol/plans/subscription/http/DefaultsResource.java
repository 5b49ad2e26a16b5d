package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.subscription.PreviewDefaults;
import io.centercontrol.plans.subscription.http.SubscriptionView.ChangeView;
import io.centercontrol.plans.subscription.http.SubscriptionView.EffectView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What holds for the whole platform where nothing else is said. It is set in tenant-registry's governance. */
@Path("/api/v1/defaults")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
@Tag(name = "Defaults")
public class DefaultsResource {
    private final PreviewDefaults previewDefaults;

    DefaultsResource(PreviewDefaults previewDefaults) {
        this.previewDefaults = previewDefaults;
    }

    /**
     * The defaults.
     *
     * @param governanceVersion the version of governance that says so; 0 before any was heard
     */
    record DefaultsView(@Nullable String plan, long mostStores, long governanceVersion) {}

    @GET
    @Operation(
            operationId = "showDefaults",
            summary = "The platform's defaults",
            description = "As this service heard them from governance.")
    public Uni<DefaultsView> show() {
        return previewDefaults
                .now()
                .map(defaults -> new DefaultsView(defaults.plan(), defaults.mostStores(), defaults.version()));
    }

    @GET
    @Path("effects")
    @Operation(
            operationId = "previewDefaults",
            summary = "Who would see what if the default were another",
            description = "If governance said 'mostStores': each tenant and each value that would change, over all"
                    + " tenants, page by page. Nothing is changed.")
    public Uni<Page<EffectView>> effects(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery @Nullable String mostStores,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        if (mostStores == null || !mostStores.matches("[0-9]{1,10}")) {
            throw Parameters.invalid("mostStores", "must be the number of stores that governance would say");
        }
        return previewDefaults
                .run(new PreviewDefaults.Command(Long.parseLong(mostStores), Parameters.limit(limit), cursor))
                .map(page -> page.map(effect -> new EffectView(
                        effect.tenant().value(),
                        effect.changes().stream().map(ChangeView::of).toList())));
    }
}
