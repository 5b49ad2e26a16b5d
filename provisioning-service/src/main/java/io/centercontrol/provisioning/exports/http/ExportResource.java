package io.centercontrol.provisioning.exports.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.exports.Await;
import io.centercontrol.provisioning.exports.FindExports;
import io.centercontrol.provisioning.exports.StoreExport;
import io.centercontrol.provisioning.exports.StoredExport;
import io.centercontrol.provisioning.exports.TakeExport;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/** Exports: what tenant services handed over of a tenant before they erased it. */
@Path("/api/v1/tenants/{tenantId}/exports")
@Tag(name = "Exports")
class ExportResource {
    private final StoreExport storeExport;
    private final FindExports findExports;
    private final TakeExport takeExport;
    private final Caller caller;

    ExportResource(StoreExport storeExport, FindExports findExports, TakeExport takeExport, Caller caller) {
        this.storeExport = storeExport;
        this.findExports = findExports;
        this.takeExport = takeExport;
        this.caller = caller;
    }

    @PUT
    @Path("{service}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @RolesAllowed(Roles.TENANT_SERVICE)
    @UnavailableWhen("too many exports come in at once")
    @Operation(
            operationId = "storeExport",
            summary = "Hand an export over",
            description =
                    "Needs Content-Length, Content-Digest with sha-256 (RFC 9530), and a token that is bound to the"
                            + " service. Taken while the export is asked for; the same content again changes nothing.")
    @CannotWait("An export is no event: it is stored when the answer comes.")
    @CannotDryRun("A stream of that size is not taken for nothing.")
    @Answers(value = 201, located = false)
    public RestResponse<ExportView> put(
            @RestPath String tenantId,
            @RestPath String service,
            @Parameter(required = true, schema = @Schema(type = SchemaType.INTEGER)) @RestQuery @Nullable
                    String attempt,
            @Parameter(required = true) @RestHeader("Content-Digest") @Nullable String contentDigest,
            @Parameter(required = true, schema = @Schema(type = SchemaType.INTEGER))
                    @RestHeader("Content-Length")
                    @Nullable
                    String contentLength,
            @RestHeader("Content-Type") @Nullable String contentType,
            InputStream body)
            throws IOException {
        caller.mustBe(service);
        var command = new StoreExport.Command(
                tenant(tenantId),
                service,
                attempt(attempt),
                ContentDigest.sha256(contentDigest),
                length(contentLength),
                type(contentType));
        var result = storeExport.run(command, body);
        var view = ExportView.of(result.export());
        return (result.created() ? Answer.created(view) : Answer.ok(view)).toResponse();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "listExports", summary = "List a tenant's exports")
    public Uni<Page<ExportView>> list(@RestPath String tenantId) {
        return findExports
                .run(tenant(tenantId))
                .map(all -> new Page<>(all.stream().map(ExportView::of).toList(), null, all.size()));
    }

    @GET
    @Path("{service}")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(
            operationId = "downloadExport",
            summary = "Download an export",
            description = "As the service gave it, with its Content-Digest. Who takes it is noted.")
    public Response get(@RestPath String tenantId, @RestPath String service) {
        var command = new TakeExport.Command(tenant(tenantId), service, caller.actor());
        return download(Await.item(() -> takeExport.run(command)));
    }

    private Response download(StoredExport export) {
        StreamingOutput pieces = out -> write(export, out);
        return Response.ok(pieces, export.contentType())
                .header("Content-Length", export.bytes())
                .header("Content-Digest", ContentDigest.of(export.sha256()))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + export.tenant() + "-" + export.service() + ".export\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(StoredExport export, OutputStream out) throws IOException {
        for (var no = 0; ; no++) {
            var next = no;
            var piece = Await.item(() -> takeExport.piece(export, next));
            if (piece.isEmpty()) {
                return;
            }
            out.write(piece.get());
        }
    }

    private static TenantId tenant(String text) {
        return new TenantId(Parameters.uuid("tenantId", text));
    }

    private static int attempt(@Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,8}")) {
            throw Parameters.invalid("attempt", "must be the number of the attempt that was asked for");
        }
        return Integer.parseInt(text);
    }

    private static long length(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw Refusal.Invalid.of("", "LENGTH_REQUIRED", "Send the body with a Content-Length.")
                    .asException();
        }
        return Long.parseLong(text);
    }

    private static String type(@Nullable String text) {
        if (text == null) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
        try {
            return MediaType.valueOf(text).toString();
        } catch (IllegalArgumentException e) {
            throw Refusal.Invalid.of("", "INVALID_CONTENT_TYPE", "The Content-Type is not a media type.")
                    .asException();
        }
    }
}
