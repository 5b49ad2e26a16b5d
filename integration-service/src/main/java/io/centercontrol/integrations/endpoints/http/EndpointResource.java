package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.integrations.endpoints.CreateEndpoint;
import io.centercontrol.integrations.endpoints.EndpointFilter;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.integrations.endpoints.RemoveEndpoint;
import io.centercontrol.integrations.endpoints.ReviseEndpoint;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who outside is told of events. */
@Path(EndpointResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhook endpoints")
public class EndpointResource {
    static final String PATH = "/api/v1/webhook-endpoints";
    static final String NOT_IN_THE_LEDGER =
            "No instance of a tenant service follows webhook endpoints, so that there is no copy to prove.";

    private final CreateEndpoint createEndpoint;
    private final ReviseEndpoint reviseEndpoint;
    private final RemoveEndpoint removeEndpoint;
    private final Endpoints endpoints;
    private final EndpointDoor door;
    private final Writes writes;
    private final Caller caller;

    EndpointResource(
            CreateEndpoint createEndpoint,
            ReviseEndpoint reviseEndpoint,
            RemoveEndpoint removeEndpoint,
            Endpoints endpoints,
            EndpointDoor door,
            Writes writes,
            Caller caller) {
        this.createEndpoint = createEndpoint;
        this.reviseEndpoint = reviseEndpoint;
        this.removeEndpoint = removeEndpoint;
        this.endpoints = endpoints;
        this.door = door;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findWebhookEndpoints",
            summary = "Find webhook endpoints",
            description =
                    "The oldest first, with how it goes at each. 'type' and 'tenantId' find those that are told of"
                            + " such an event, by a pattern too. Pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<EndpointView>> find(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String enabled,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String tenantId,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String removed,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new EndpointFilter(
                enabled == null ? null : Parameters.flag("enabled", enabled),
                type,
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                Parameters.flag("removed", removed));
        return endpoints.find(filter, Parameters.limit(limit), cursor).chain(door::shown);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "createWebhookEndpoint",
            summary = "Create a webhook endpoint",
            description =
                    "It is told of what happens from now on, by POST, signed by the Standard Webhooks specification"
                            + " (webhook-id, webhook-timestamp, webhook-signature). The secret stands in this one answer and"
                            + " nowhere else, not in that to a repeat with the same Idempotency-Key either. The URL must be https"
                            + " and lead to public addresses alone. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    @Answers(201)
    public Uni<RestResponse<EndpointView>> create(@Nullable EndpointRequest request) {
        var body = Bodies.required(request);
        var command = new CreateEndpoint.Command(body.toTerms(), caller.because(Reasons.required(body.reason())));
        var secret = new AtomicReference<String>();
        return writes.once(
                        body,
                        () -> createEndpoint.run(command).chain(created -> {
                            secret.set(created.secret().text());
                            return door.changed(created.written())
                                    .map(view -> Answer.created(view)
                                            .tagged(view.version())
                                            .at(PATH + "/" + view.id()));
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showWebhookEndpoint",
            summary = "Look at a webhook endpoint",
            description =
                    "With how many deliveries wait, and since when it fails. One that was removed can still be looked at.")
    public Uni<RestResponse<EndpointView>> show(@RestPath String id) {
        return endpoints
                .get(id(id))
                .chain(kept -> door.shown(kept))
                .map(view -> Answer.ok(view).tagged(view.version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "reviseWebhookEndpoint",
            summary = "Revise a webhook endpoint",
            description = "All of it as it shall be; the secret stays. What waits goes to where it is then. If-Match is"
                    + " required; takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<EndpointView>> revise(
            @RestPath String id,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable EndpointRequest request) {
        var body = Bodies.required(request);
        var command = new ReviseEndpoint.Command(
                id(id),
                body.toTerms(),
                Versions.requiredIfMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> reviseEndpoint
                        .run(command)
                        .chain(door::changed)
                        .map(view -> Answer.ok(view).tagged(view.version())));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeWebhookEndpoint",
            summary = "Remove a webhook endpoint",
            description =
                    "What waits for it is sent to nobody, and its secrets are gone; its history stays. Needs 'reason'"
                            + " as a parameter; takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<EndpointView>> remove(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new RemoveEndpoint.Command(id(id), Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(
                List.of(id, why),
                () -> removeEndpoint
                        .run(command)
                        .chain(door::changed)
                        .map(view -> Answer.ok(view).tagged(view.version())));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listWebhookEndpointHistory",
            summary = "The history of a webhook endpoint",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return endpoints.history(id(id), Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
