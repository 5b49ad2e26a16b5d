package io.centercontrol.plans.subscription.http;

import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.subscription.DropAddOn;
import io.centercontrol.plans.subscription.PutAddOn;
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

/** What a tenant has on top of its plan. */
@Path("/api/v1/tenants/{id}/add-ons/{key}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Subscriptions")
public class AddOnResource {
    private final PutAddOn putAddOn;
    private final DropAddOn dropAddOn;
    private final Writes writes;
    private final Caller caller;

    AddOnResource(PutAddOn putAddOn, DropAddOn dropAddOn, Writes writes, Caller caller) {
        this.putAddOn = putAddOn;
        this.dropAddOn = dropAddOn;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body. */
    @Schema(requiredProperties = "reason")
    record AddOnRequest(
            @Nullable Integer version,
            @Nullable String until,
            @Nullable String reason) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putAddOn",
            summary = "Give a tenant an add-on",
            description = "In place of the same one with another version or end. Takes dryRun and wait=applied.")
    public Uni<RestResponse<SubscriptionView>> put(
            @RestPath String id,
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable AddOnRequest request) {
        var body = Bodies.required(request);
        var command = new PutAddOn.Command(
                SubscriptionResource.tenantId(id),
                key,
                body.version(),
                Parameters.instant("until", body.until()),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> putAddOn.run(command).map(SubscriptionView::answer));
    }

    @DELETE
    @Operation(
            operationId = "dropAddOn",
            summary = "Take an add-on away",
            description = "Needs 'reason' as a parameter. Takes dryRun and wait=applied.")
    public Uni<RestResponse<SubscriptionView>> drop(
            @RestPath String id,
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new DropAddOn.Command(
                SubscriptionResource.tenantId(id), key, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(List.of(key, why), () -> dropAddOn.run(command).map(SubscriptionView::answer));
    }
}
