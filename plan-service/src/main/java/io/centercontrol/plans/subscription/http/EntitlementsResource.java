package io.centercontrol.plans.subscription.http;

import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.catalog.http.GrantView;
import io.centercontrol.plans.catalog.model.FeatureRefusals;
import io.centercontrol.plans.subscription.ShowEntitlements;
import io.centercontrol.plans.subscription.model.Entitlement;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a tenant is entitled to, and how it comes about. */
@Path("/api/v1/tenants/{id}/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements")
public class EntitlementsResource {
    private final ShowEntitlements showEntitlements;

    EntitlementsResource(ShowEntitlements showEntitlements) {
        this.showEntitlements = showEntitlements;
    }

    /** What holds at a moment. */
    record EntitlementsView(
            UUID tenantId, Instant at, PlanView plan, List<EntitlementView> entitlements, long version, UUID eventId) {
        static EntitlementsView of(ShowEntitlements.Result result) {
            var subscription = result.kept().state().subscription();
            return new EntitlementsView(
                    subscription.tenant().value(),
                    result.at(),
                    PlanView.of(result.plan(), result.offer().nameOf(result.plan())),
                    result.entitlements().stream()
                            .map(one -> EntitlementView.of(one, result))
                            .toList(),
                    subscription.version(),
                    result.kept().eventId());
        }
    }

    /** One feature: what holds, which layer decided it, and what each layer says. */
    record EntitlementView(
            String feature,
            String name,
            @Nullable String unit,
            GrantView grant,
            Entitlement.Layer decidedBy,
            List<LayerView> layers) {
        static EntitlementView of(Entitlement entitlement, ShowEntitlements.Result result) {
            var feature =
                    Objects.requireNonNull(result.offer().shelf().features().get(entitlement.feature()));
            return new EntitlementView(
                    feature.key(),
                    feature.name(),
                    feature.unit(),
                    GrantView.of(entitlement.grant()),
                    entitlement.decidedBy(),
                    entitlement.layers().stream().map(LayerView::of).toList());
        }
    }

    /**
     * What one layer says.
     *
     * @param source the plan or add-on with its version, such as {@code basic/1}; null for the other layers
     */
    record LayerView(Entitlement.Layer layer, @Nullable String source, GrantView grant) {
        static LayerView of(Entitlement.Said said) {
            var source = said.source();
            return new LayerView(said.layer(), source == null ? null : source.toString(), GrantView.of(said.grant()));
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_SERVICE})
    @Operation(
            operationId = "showEntitlements",
            summary = "What a tenant is entitled to",
            description =
                    "Of every feature, now or 'at' any moment since its registration; what is to come as far as it"
                            + " is scheduled. Each value with its layers, the lowest first, and the one that decided.")
    public Uni<EntitlementsView> show(@RestPath String id, @RestQuery @Nullable String at) {
        return found(id, at).map(EntitlementsView::of);
    }

    @GET
    @Path("{feature}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_SERVICE})
    @Operation(
            operationId = "showEntitlement",
            summary = "What a tenant is entitled to of one feature",
            description = "Now, or 'at' any moment since its registration; with its layers, and the one that decided.")
    public Uni<EntitlementView> one(@RestPath String id, @RestPath String feature, @RestQuery @Nullable String at) {
        return found(id, at)
                .map(result -> result.entitlements().stream()
                        .filter(one -> one.feature().equals(feature))
                        .findFirst()
                        .map(one -> EntitlementView.of(one, result))
                        .orElseThrow(() -> FeatureRefusals.notFound(feature)));
    }

    private Uni<ShowEntitlements.Result> found(String id, @Nullable String at) {
        return showEntitlements.run(
                new ShowEntitlements.Command(SubscriptionResource.tenantId(id), Parameters.instant("at", at)));
    }
}
