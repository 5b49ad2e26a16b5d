package io.centercontrol.flags.use.http;

import io.centercontrol.flags.use.FlagUse;
import io.centercontrol.flags.use.UseFilter;
import io.centercontrol.flags.use.UseOfFlag;
import io.centercontrol.kernel.FlagAddress;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a flag is asked for, by whom and with what outcome. */
@Path("/api/v1/flags/{key}/use")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flag use")
public class UseOfFlagResource {
    private final FlagUse uses;

    UseOfFlagResource(FlagUse uses) {
        this.uses = uses;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listFlagUse",
            summary = "Who asks for a flag, and gets what",
            description =
                    "How often each service got each variant, or its own default. Counted by the hour, and after three"
                            + " days by the day (UTC): 'from' and 'to' are as exact as that. A minute behind. Who"
                            + " evaluates by itself with another SDK is not seen: look at the readers of flags.")
    public Uni<Page<UseOfFlag>> use(
            @RestPath("key") FlagAddress address,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var begin = Parameters.instant("from", from);
        var filter = new UseFilter(
                address.key(), begin, Parameters.end("to", to, "from", begin), FlagUseResource.text(service));
        return uses.of(filter, Parameters.limit(limit), cursor);
    }
}
