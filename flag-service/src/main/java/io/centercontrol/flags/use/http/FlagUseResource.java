package io.centercontrol.flags.use.http;

import io.centercontrol.flags.use.FlagUse;
import io.centercontrol.flags.use.Reader;
import io.centercontrol.flags.use.UnknownKey;
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

/** What is asked for and is no flag, and who is handed flags. */
@Path("/api/v1/flag-use")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flag use")
public class FlagUseResource {
    private final FlagUse uses;

    FlagUseResource(FlagUse uses) {
        this.uses = uses;
    }

    @GET
    @Path("unknown")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findUnknownFlags",
            summary = "Flags that are asked for and that there are not",
            description =
                    "By key: misspelled ones, those that are yet to be created, and archived ones that somebody still"
                            + " asks for. One that is created or restored is here no more.")
    public Uni<Page<UnknownKey>> unknown(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return uses.unknown(text(service), Parameters.limit(limit), cursor);
    }

    @GET
    @Path("readers")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findFlagReaders",
            summary = "Who is handed flags and evaluates by itself",
            description =
                    "By the name of the SDK key: clients of flagd's sync, and of OFREP that ask for all flags at once."
                            + " Which flag they ask for nobody sees; ask them before one is removed.")
    public Uni<Page<Reader>> readers(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return uses.readers(Parameters.limit(limit), cursor);
    }

    /** A name that a caller gave; null when it is none. */
    static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip().replace("\0", "");
    }
}
