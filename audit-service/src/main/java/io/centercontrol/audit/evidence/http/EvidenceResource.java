package io.centercontrol.audit.evidence.http;

import io.centercontrol.audit.evidence.MakeEvidence;
import io.centercontrol.audit.trail.http.EntryFilterParameters;
import io.centercontrol.audit.trail.http.Sights;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Evidence to be taken home. */
@Path("/api/v1/audit/evidence")
@Tag(name = "Evidence")
public class EvidenceResource {
    private static final Logger LOG = Logger.getLogger(EvidenceResource.class);
    private static final String ZIP = "application/zip";
    private static final String NOTHING_CHANGES = "It changes nothing.";

    private final MakeEvidence makeEvidence;
    private final Sights sights;
    private final Caller caller;
    private final RoutingContext request;

    EvidenceResource(MakeEvidence makeEvidence, Sights sights, Caller caller, RoutingContext request) {
        this.makeEvidence = makeEvidence;
        this.sights = sights;
        this.caller = caller;
        this.request = request;
    }

    @POST
    @Audited(action = "evidence.taken", category = AuditEntry.Category.EXPORT)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(ZIP)
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "takeEvidence",
            summary = "Take entries home as evidence",
            description =
                    "One zip file of all entries that fit, with their inclusion proofs, the checkpoint, the proof from the auditor's"
                            + " own checkpoint, the statement of completeness, a page to read, and two programs that verify it without a"
                            + " network: a page for a browser, and Verify.java for a JDK.")
    @CannotWait(NOTHING_CHANGES)
    @CannotDryRun(NOTHING_CHANGES)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<java.nio.file.Path>> take(@Nullable EvidenceRequest body) {
        var asked = Bodies.required(body);
        Reasons.required(asked.reason());
        var filters = asked.filters();
        return makeEvidence
                .run(new MakeEvidence.Command(
                        EntryFilterParameters.read(filters),
                        sights.current(),
                        filters,
                        asked.checkpoint(),
                        caller.actor().id()))
                .map(file -> {
                    request.addEndHandler(ended -> delete(file));
                    return RestResponse.ResponseBuilder.ok(file)
                            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence.zip\"")
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .build();
                });
    }

    private static void delete(java.nio.file.Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("a bundle that was taken is left at %s: %s", file, e);
        }
    }
}
