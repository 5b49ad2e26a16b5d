package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.FindKillSwitches;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Everything that is held off at this moment. */
@Path("/api/v1/kill-switches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kill switches")
public class KillSwitchesResource {
    private final FindKillSwitches findKillSwitches;

    KillSwitchesResource(FindKillSwitches findKillSwitches) {
        this.findKillSwitches = findKillSwitches;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findKillSwitches",
            summary = "All kill switches that stand",
            description = "By flag. Pages by cursor.")
    public Uni<Page<KillSwitchView>> find(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return findKillSwitches
                .run(new FindKillSwitches.Command(Parameters.limit(limit), cursor))
                .map(page -> page.map(KillSwitchView::of));
    }
}
