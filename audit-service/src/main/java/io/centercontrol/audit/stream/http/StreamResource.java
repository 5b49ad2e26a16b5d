package io.centercontrol.audit.stream.http;

import io.centercontrol.audit.stream.CreateStream;
import io.centercontrol.audit.stream.ReviseStream;
import io.centercontrol.audit.stream.StreamStore;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import io.centercontrol.kernel.Page;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Streams of the trail to a SIEM. */
@Path(StreamResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit streams")
public class StreamResource {
    static final String PATH = "/api/v1/audit/streams";
    static final String NOT_IN_THE_LEDGER = "A stream is no event. Look at its state.";

    private final CreateStream createStream;
    private final ReviseStream reviseStream;
    private final StreamStore streams;
    private final Caller caller;
    private final Writes writes;

    StreamResource(
            CreateStream createStream, ReviseStream reviseStream, StreamStore streams, Caller caller, Writes writes) {
        this.createStream = createStream;
        this.reviseStream = reviseStream;
        this.streams = streams;
        this.caller = caller;
        this.writes = writes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "createAuditStream",
            summary = "Create a stream to a SIEM",
            description =
                    "Entries are sent in the order of the log, each at least once. A webhook is signed by the Standard Webhooks"
                            + " specification; its secret stands in this one answer and nowhere else. Syslog is RFC 5424 over TLS. The"
                            + " address must be public, or allowed by the configuration. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    @Answers(201)
    public Uni<RestResponse<StreamView>> create(@Nullable StreamRequest request) {
        var body = Bodies.required(request);
        var given = EntryFilterRequest.given(body.filter());
        var command = new CreateStream.Command(
                body.toTerms(),
                given,
                EntryFilterRequest.read(given),
                body.fromIndex(),
                caller.because(Reasons.required(body.reason())));
        var secret = new AtomicReference<@Nullable String>();
        return writes.once(
                        body,
                        () -> createStream.run(command).map(created -> {
                            if (created.secret() != null) {
                                secret.set(created.secret().text());
                            }
                            var view = StreamView.of(created.stream());
                            return Answer.created(view).tagged(view.version()).at(PATH + "/" + view.id());
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "listAuditStreams", summary = "List streams", description = "By name.")
    public Uni<Page<StreamView>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return streams.find(Parameters.limit(limit), cursor).map(page -> page.map(StreamView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "showAuditStream", summary = "How a stream stands")
    public Uni<RestResponse<StreamView>> show(@RestPath String id) {
        return streams.get(id(id))
                .map(StreamView::of)
                .map(view -> Answer.ok(view).tagged(view.version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "reviseAuditStream",
            summary = "Revise a stream",
            description =
                    "All of it as it shall be; its kind, its cursor and its secret stay. If-Match is required; takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<StreamView>> revise(
            @RestPath String id,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StreamRequest request) {
        var body = Bodies.required(request);
        var given = EntryFilterRequest.given(body.filter());
        var command = new ReviseStream.Command(
                id(id),
                body.toTerms(),
                given,
                EntryFilterRequest.read(given),
                Versions.requiredIfMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> reviseStream
                        .run(command)
                        .map(StreamView::of)
                        .map(view -> Answer.ok(view).tagged(view.version())));
    }

    static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
