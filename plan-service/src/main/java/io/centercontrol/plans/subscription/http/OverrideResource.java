package io.centercontrol.plans.subscription.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.catalog.http.GrantJson;
import io.centercontrol.plans.subscription.DropOverride;
import io.centercontrol.plans.subscription.PutOverride;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
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

/** What a tenant has of a feature whatever its plan and add-ons give. */
@Path("/api/v1/tenants/{id}/overrides/{feature}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Subscriptions")
public class OverrideResource {
    private final PutOverride putOverride;
    private final DropOverride dropOverride;
    private final Writes writes;
    private final Caller caller;

    OverrideResource(PutOverride putOverride, DropOverride dropOverride, Writes writes, Caller caller) {
        this.putOverride = putOverride;
        this.dropOverride = dropOverride;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body. */
    @Schema(requiredProperties = {"grant", "reason"})
    record OverrideRequest(
            @Nullable JsonNode grant,
            @Nullable String expiresAt,
            @Nullable String reason) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putOverride",
            summary = "Override a feature for a tenant",
            description = "In place of an override before, until it expires if it does. Takes dryRun and wait=applied.")
    public Uni<RestResponse<SubscriptionView>> put(
            @RestPath String id,
            @RestPath String feature,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable OverrideRequest request) {
        var body = Bodies.required(request);
        var command = new PutOverride.Command(
                SubscriptionResource.tenantId(id),
                feature,
                GrantJson.parse("/grant", body.grant()),
                Parameters.instant("expiresAt", body.expiresAt()),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> putOverride.run(command).map(SubscriptionView::answer));
    }

    @DELETE
    @Operation(
            operationId = "dropOverride",
            summary = "Let plan and add-ons decide again",
            description = "Needs 'reason' as a parameter. Takes dryRun and wait=applied.")
    public Uni<RestResponse<SubscriptionView>> drop(
            @RestPath String id,
            @RestPath String feature,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new DropOverride.Command(
                SubscriptionResource.tenantId(id), feature, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(
                List.of(feature, why), () -> dropOverride.run(command).map(SubscriptionView::answer));
    }
}
