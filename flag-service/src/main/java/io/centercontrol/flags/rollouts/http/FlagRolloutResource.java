package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.rollouts.FindRollouts;
import io.centercontrol.flags.rollouts.RolloutFilter;
import io.centercontrol.flags.rollouts.StartRollout;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.security.Caller;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is rolled out of one flag. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags/{key}/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rollouts")
public class FlagRolloutResource {
    private final StartRollout startRollout;
    private final FindRollouts findRollouts;
    private final Flags flags;
    private final RolloutWrites writes;
    private final Caller caller;

    FlagRolloutResource(
            StartRollout startRollout, FindRollouts findRollouts, Flags flags, RolloutWrites writes, Caller caller) {
        this.startRollout = startRollout;
        this.findRollouts = findRollouts;
        this.flags = flags;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listFlagRollouts",
            summary = "The rollouts of a flag",
            description = "Newest first, those that have ended too. Pages by cursor.")
    public Uni<Page<RolloutView>> list(
            @RestPath("key") FlagAddress address,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var command = new FindRollouts.Command(new RolloutFilter(null, address.key()), Parameters.limit(limit), cursor);
        return flags.get(address.key()).chain(() -> findRollouts.run(command)).map(page -> page.map(RolloutView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "startRollout",
            summary = "Roll out a variant over time",
            description =
                    "Step by step, to a growing share of those for whom the flag's default would count: what targeting and"
                            + " overrides give stays. The last step is 100; after its wait the variant is the default."
                            + " Who is in stays in. Guards pause it or take it back by themselves. Of a sensitive flag it"
                            + " waits for another person's approval, unless 'breakGlass' comes with a reason of 20"
                            + " characters. A reason is required. If-Match takes the flag's ETag. A dry run tells how many"
                            + " tenants each step concerns, and names those of the first. Takes Idempotency-Key, dryRun"
                            + " and wait=applied.")
    @Answers(201)
    public Uni<RestResponse<RolloutView>> start(
            @RestPath("key") FlagAddress address,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable StartRolloutRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(address.key(), Versions.ifMatch(ifMatch), caller);
        return writes.started(body, () -> startRollout.run(command));
    }
}
