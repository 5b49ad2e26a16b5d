package io.centercontrol.flags.promotion.http;

import io.centercontrol.flags.promotion.ExportFlags;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All flags as one flagd document. */
@Path("/api/v1/flags/export")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promotion")
public class ExportResource {
    private final ExportFlags exportFlags;

    ExportResource(ExportFlags exportFlags) {
        this.exportFlags = exportFlags;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Audited(action = "flags.exported", category = AuditEntry.Category.EXPORT)
    @Operation(
            operationId = "exportFlags",
            summary = "All flags as one flagd document",
            description =
                    "What authors wrote, with the shared evaluators, and what is said of each flag in its metadata as cc.name,"
                            + " cc.description, cc.kind, cc.owner, cc.tags, cc.sensitive, cc.lifetimeDays and cc.offVariant;"
                            + " overrides, kill switches and archived flags stay behind. The same flags give the same bytes."
                            + " compiled=true gives what readers evaluate instead, which cannot be imported.")
    public Uni<String> export(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String compiled) {
        return exportFlags.run(new ExportFlags.Command(Parameters.flag("compiled", compiled)));
    }
}
