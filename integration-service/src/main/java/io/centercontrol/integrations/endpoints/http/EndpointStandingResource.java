package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.integrations.endpoints.RotateSecret;
import io.centercontrol.integrations.endpoints.TurnEndpoint;
import io.centercontrol.integrations.endpoints.model.Disabled;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Whether something is sent to an endpoint, and what it is signed with. */
@Path(EndpointResource.PATH + "/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhook endpoints")
public class EndpointStandingResource {
    private final TurnEndpoint turnEndpoint;
    private final RotateSecret rotateSecret;
    private final EndpointDoor door;
    private final Writes writes;
    private final Caller caller;

    EndpointStandingResource(
            TurnEndpoint turnEndpoint, RotateSecret rotateSecret, EndpointDoor door, Writes writes, Caller caller) {
        this.turnEndpoint = turnEndpoint;
        this.rotateSecret = rotateSecret;
        this.door = door;
        this.writes = writes;
        this.caller = caller;
    }

    @POST
    @Path("enable")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "enableWebhookEndpoint",
            summary = "Enable a webhook endpoint",
            description = "What has happened meanwhile is sent to it now. Takes Idempotency-Key and dryRun.")
    @CannotWait(EndpointResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<EndpointView>> enable(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable TurnRequest request) {
        return turn(id, ifMatch, request, null);
    }

    @POST
    @Path("disable")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "disableWebhookEndpoint",
            summary = "Disable a webhook endpoint",
            description =
                    "Nothing is sent to it for now; what happens is kept for it, for as long as messages are kept."
                            + " Takes Idempotency-Key and dryRun.")
    @CannotWait(EndpointResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<EndpointView>> disable(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable TurnRequest request) {
        return turn(id, ifMatch, request, Disabled.BY_PERSON);
    }

    private Uni<RestResponse<EndpointView>> turn(
            String id, @Nullable String ifMatch, @Nullable TurnRequest request, @Nullable Disabled off) {
        var body = Bodies.required(request);
        var command = new TurnEndpoint.Command(
                EndpointResource.id(id),
                off,
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> turnEndpoint
                        .run(command)
                        .chain(door::changed)
                        .map(view -> Answer.ok(view).tagged(view.version())));
    }

    @POST
    @Path("rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Rotate the secret of a webhook endpoint",
            description =
                    "The new secret stands in this one answer. Until 'overlap' is over, each request is signed with"
                            + " both, so that its receiver can change over at any time; PT0S when the old one has leaked. Takes"
                            + " Idempotency-Key and dryRun.")
    @CannotWait(EndpointResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<EndpointView>> rotate(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable RotateRequest request) {
        var body = Bodies.required(request);
        var command = new RotateSecret.Command(
                EndpointResource.id(id),
                body.time(),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        var secret = new AtomicReference<String>();
        return writes.once(
                        body,
                        () -> rotateSecret.run(command).chain(rotated -> {
                            secret.set(rotated.secret().text());
                            return door.changed(rotated.written())
                                    .map(view -> Answer.ok(view).tagged(view.version()));
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }
}
