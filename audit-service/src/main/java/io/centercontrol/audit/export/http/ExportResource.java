package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.AskForExport;
import io.centercontrol.audit.export.ExportStore;
import io.centercontrol.audit.export.TakeExport;
import io.centercontrol.audit.export.TurnExport;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exports of the trail. */
@Path(ExportResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit exports")
public class ExportResource {
    static final String PATH = "/api/v1/audit/exports";
    private static final String NOT_IN_THE_LEDGER = "An export is no event. Look at its state.";
    private static final String SHA256 = "sha-256=:%s:";

    private final AskForExport askForExport;
    private final TurnExport turnExport;
    private final TakeExport takeExport;
    private final ExportStore exports;
    private final Caller caller;
    private final Writes writes;

    ExportResource(
            AskForExport askForExport,
            TurnExport turnExport,
            TakeExport takeExport,
            ExportStore exports,
            Caller caller,
            Writes writes) {
        this.askForExport = askForExport;
        this.turnExport = turnExport;
        this.takeExport = takeExport;
        this.exports = exports;
        this.caller = caller;
        this.writes = writes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "askForAuditExport",
            summary = "Export entries to a file",
            description =
                    "Of the log as it is now, by the filters of the search, in the log's order. It is written in the background and"
                            + " goes on after a crash; its file is kept for a week. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    @Answers(202)
    public Uni<RestResponse<ExportView>> ask(@Nullable ExportRequest request) {
        var body = Bodies.required(request);
        var given = EntryFilterRequest.given(body.filter());
        var command = new AskForExport.Command(
                EntryFilterRequest.read(given),
                given,
                format(body.format()),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> askForExport
                        .run(command)
                        .map(export -> Answer.accepted(ExportView.of(export)).at(PATH + "/" + export.id())));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "listAuditExports", summary = "List exports", description = "The newest first.")
    public Uni<Page<ExportView>> list(
            @Parameter(schema = @Schema(implementation = ExportState.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return exports.find(Parameters.oneOf("state", ExportState.class, state), Parameters.limit(limit), cursor)
                .map(page -> page.map(ExportView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "showAuditExport", summary = "How far an export is")
    public Uni<ExportView> show(@RestPath String id) {
        return exports.get(id(id)).map(ExportView::of);
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "cancelAuditExport",
            summary = "Cancel an export",
            description = "What is written of it is removed; the file of one that is DONE too. Takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<ExportView>> cancel(@RestPath String id, @Nullable ExportTurnRequest request) {
        return turn(id, TurnExport.Turn.CANCELLED, request);
    }

    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "retryAuditExport",
            summary = "Make an export again",
            description =
                    "One that FAILED, was CANCELLED or REMOVED is written again from its beginning, of the same entries. Takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<ExportView>> retry(@RestPath String id, @Nullable ExportTurnRequest request) {
        return turn(id, TurnExport.Turn.RETRIED, request);
    }

    @GET
    @Path("{id}/file")
    @Audited(action = "audit-export.downloaded", category = AuditEntry.Category.EXPORT, targets = "audit-export=id")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @UnavailableWhen("the file is in another instance's folder")
    @Operation(
            operationId = "downloadAuditExport",
            summary = "Take an export home",
            description =
                    "With its SHA-256 as ETag and Repr-Digest (RFC 9530). Takes Range with one range of bytes, and If-Range, so that"
                            + " what was cut off goes on.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part that Range asks for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<PathPart>> take(
            @RestPath String id,
            @RestHeader("Range") @Nullable String range,
            @RestHeader("If-Range") @Nullable String ifRange) {
        return takeExport.run(new TakeExport.Command(id(id))).map(taken -> {
            var export = taken.export();
            var sha256 = Objects.requireNonNull(export.sha256(), "what is whole has its hash");
            var tag = '"' + sha256 + '"';
            var part = ByteRange.of(range, ifRange, tag, export.bytes());
            var answer = RestResponse.ResponseBuilder.<PathPart>create(part.isPart() ? 206 : 200)
                    .entity(new PathPart(taken.file(), part.offset(), part.count()))
                    .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .header(HttpHeaders.ETAG, tag)
                    .header("Accept-Ranges", "bytes")
                    .header("Repr-Digest", SHA256.formatted(base64(sha256)))
                    .header("X-Content-Type-Options", "nosniff")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"audit-" + export.id() + "."
                                    + export.format().ending() + "\"");
            return (part.isPart() ? answer.header("Content-Range", part.header(export.bytes())) : answer).build();
        });
    }

    private Uni<RestResponse<ExportView>> turn(String id, TurnExport.Turn turn, @Nullable ExportTurnRequest request) {
        var body = Bodies.required(request);
        var command = new TurnExport.Command(id(id), turn, caller.because(Reasons.required(body.reason())));
        return writes.answer(
                List.of(id, body), () -> turnExport.run(command).map(export -> Answer.ok(ExportView.of(export))));
    }

    private static ExportFormat format(@Nullable ExportFormat given) {
        if (given == null) {
            throw Refusal.Invalid.of("/format", "FORMAT_REQUIRED", "Say how: NDJSON, CSV, PARQUET or OCSF.")
                    .asException();
        }
        return given;
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
