package io.centercontrol.audit.stream.http;

import io.centercontrol.audit.stream.RotateSecret;
import io.centercontrol.audit.stream.TryStream;
import io.centercontrol.audit.stream.TurnStream;
import io.centercontrol.audit.stream.TurnStream.Turn;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What becomes of a stream. */
@Path(StreamResource.PATH + "/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit streams")
public class StreamStandingResource {
    private final TurnStream turnStream;
    private final RotateSecret rotateSecret;
    private final TryStream tryStream;
    private final Caller caller;
    private final Writes writes;

    StreamStandingResource(
            TurnStream turnStream, RotateSecret rotateSecret, TryStream tryStream, Caller caller, Writes writes) {
        this.turnStream = turnStream;
        this.rotateSecret = rotateSecret;
        this.tryStream = tryStream;
        this.caller = caller;
        this.writes = writes;
    }

    /**
     * What came of a test.
     *
     * @param taken whether the receiver took it
     * @param problem why not; null when it did
     * @param tookMs in milliseconds
     */
    @Schema(name = "AuditStreamTestView")
    record TestView(boolean taken, @Nullable String problem, long tookMs) {}

    @POST
    @Path("pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "pauseAuditStream",
            summary = "Pause a stream",
            description = "Nothing is sent, and nothing is lost: it goes on where it was. Takes dryRun.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> pause(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StreamTurnRequest request) {
        var body = Bodies.required(request);
        return turn(id, ifMatch, new Turn.Pause(), Reasons.required(body.reason()));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "resumeAuditStream",
            summary = "Let a stream go on",
            description = "At once, also one that rests since its receiver fails. Takes dryRun.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> resume(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StreamTurnRequest request) {
        var body = Bodies.required(request);
        return turn(id, ifMatch, new Turn.Resume(), Reasons.required(body.reason()));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "replayAuditStream",
            summary = "Set a stream's cursor",
            description = "What follows the index is sent, also what was sent before. Takes dryRun.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> replay(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StreamReplayRequest request) {
        var body = Bodies.required(request);
        return turn(id, ifMatch, new Turn.Replay(body.from()), Reasons.required(body.reason()));
    }

    @POST
    @Path("rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "rotateAuditStreamSecret",
            summary = "Rotate the secret of a stream",
            description =
                    "The new secret stands in this one answer. Until 'overlap' is over, each request is signed with both; PT0S when"
                            + " the old one has leaked. Takes Idempotency-Key and dryRun.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> rotate(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StreamRotateRequest request) {
        var body = Bodies.required(request);
        var command = new RotateSecret.Command(
                StreamResource.id(id),
                body.time(),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        var secret = new AtomicReference<@Nullable String>();
        return writes.once(
                        List.of(id, body),
                        () -> rotateSecret.run(command).map(rotated -> {
                            secret.set(rotated.secret().text());
                            var view = StreamView.of(rotated.stream());
                            return Answer.ok(view).tagged(view.version());
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }

    @POST
    @Path("test")
    @Audited(action = "audit-stream.tested", category = AuditEntry.Category.EXPORT, targets = "audit-stream=id")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "testAuditStream",
            summary = "Send a sign of life to a stream's receiver",
            description = "At once, beside what it is told, also while it is paused. Its cursor stays.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    @CannotDryRun("It is nothing but a try.")
    public Uni<TestView> test(@RestPath String id) {
        return tryStream
                .run(new TryStream.Command(StreamResource.id(id)))
                .map(taken -> new TestView(
                        taken.isWhole(), taken.problem(), taken.took().toMillis()));
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeAuditStream",
            summary = "Remove a stream",
            description =
                    "With its cursor and its secrets; the answer shows it as it was. Needs 'reason' as a parameter; takes dryRun.")
    @CannotWait(StreamResource.NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> remove(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @RestQuery @Nullable String reason) {
        return turn(id, ifMatch, new Turn.Remove(), Reasons.required(reason));
    }

    private Uni<RestResponse<StreamView>> turn(String id, @Nullable String ifMatch, Turn turn, String reason) {
        var command =
                new TurnStream.Command(StreamResource.id(id), turn, Versions.ifMatch(ifMatch), caller.because(reason));
        return writes.answer(
                List.of(id, turn.toString(), reason),
                () -> turnStream
                        .run(command)
                        .map(StreamView::of)
                        .map(view -> Answer.ok(view).tagged(view.version())));
    }
}
