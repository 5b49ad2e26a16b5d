package io.centercontrol.kit.bulk;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The doors of operations in bulk, but for the order, whose form is the service's own. A service that has any opens them by a
 * class of its own: {@code @Path(BulkResource.PATH) class ThingBulkResource extends BulkResource}.
 */
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations in bulk")
public abstract class BulkResource {
    /** Where they stand. */
    public static final String PATH = "/api/v1/bulk-operations";

    private final BulkDoor door;

    /** For a service. */
    protected BulkResource(BulkDoor door) {
        this.door = door;
    }

    /**
     * The body of a start; it may be left out, but for deletions.
     *
     * @param expected how many the preview said would be changed; another number is refused
     */
    public record StartRequest(@Nullable Long expected) {}

    /** The body of a stop. */
    @Schema(requiredProperties = "reason")
    public record StopRequest(@Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "listBulkOperations", summary = "List operations in bulk", description = "Newest first.")
    public Uni<Page<BulkView>> list(
            @Parameter(schema = @Schema(implementation = BulkOperation.State.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return door.store
                .find(Parameters.oneOf("state", BulkOperation.State.class, state), Parameters.limit(limit), cursor)
                .map(page -> page.map(operation -> BulkView.of(operation, null, door.json)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showBulkOperation",
            summary = "How far an operation in bulk is",
            description = "What became of how many; until it is started, what would.")
    public Uni<BulkView> show(@RestPath String id) {
        return door.store
                .get(Parameters.uuid("id", id))
                .chain(operation -> door.store
                        .refusals(operation.id())
                        .map(refusals -> BulkView.of(operation, refusals, door.json)));
    }

    @GET
    @Path("{id}/items")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listBulkItems",
            summary = "What became of each",
            description = "In the order in which they are done; until it is started, what would become of each.")
    public Uni<Page<BulkItemView>> items(
            @RestPath String id,
            @Parameter(schema = @Schema(implementation = BulkItem.Outcome.class)) @RestQuery @Nullable String outcome,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var which = Parameters.oneOf("outcome", BulkItem.Outcome.class, outcome);
        var most = Parameters.limit(limit);
        return door.store
                .get(Parameters.uuid("id", id))
                .chain(operation -> door.store.items(operation, which, most, cursor))
                .map(page -> page.map(BulkItemView::of));
    }

    @POST
    @Path("{id}/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "startBulkOperation",
            summary = "Start an operation in bulk",
            description = "Once it is PREVIEWED. It goes on in the background, and after a crash.")
    @CannotWait(
            "It goes on in the background, with an event for each: GET /api/v1/bulk-operations/{id}/items gives their eventIds.")
    public Uni<RestResponse<BulkView>> start(@RestPath String id, @Nullable StartRequest request) {
        var body = request == null ? new StartRequest(null) : request;
        var command = new TurnBulk.Start(Parameters.uuid("id", id), body.expected(), door.caller.actor());
        return door.writes.answer(body, () -> door.turns.start(command).map(this::answer));
    }

    @POST
    @Path("{id}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "stopBulkOperation",
            summary = "Stop an operation in bulk",
            description = "What is done stays done. It can be resumed.")
    @CannotWait("It changes nothing but the operation itself.")
    public Uni<RestResponse<BulkView>> stop(@RestPath String id, @Nullable StopRequest request) {
        var body = Bodies.required(request);
        var command = new TurnBulk.Stop(Parameters.uuid("id", id), Reasons.required(body.reason()));
        return door.writes.answer(body, () -> door.turns.stop(command).map(this::answer));
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "resumeBulkOperation",
            summary = "Resume an operation in bulk",
            description = "Where it was stopped; or, when it is done, with those that failed.")
    @CannotWait(
            "It goes on in the background, with an event for each: GET /api/v1/bulk-operations/{id}/items gives their eventIds.")
    public Uni<RestResponse<BulkView>> resume(@RestPath String id) {
        var which = Parameters.uuid("id", id);
        return door.writes.answer("", () -> door.turns.resume(which).map(this::answer));
    }

    private Answer<BulkView> answer(BulkOperation operation) {
        return Answer.ok(BulkView.of(operation, null, door.json));
    }
}
