package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.changes.ProposeChange;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is proposed for one flag. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags/{key}/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Change requests")
public class FlagChangeResource {
    private final ProposeChange proposeChange;
    private final ChangeWrites writes;
    private final Caller caller;

    FlagChangeResource(ProposeChange proposeChange, ChangeWrites writes, Caller caller) {
        this.proposeChange = proposeChange;
        this.writes = writes;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "proposeFlagChange",
            summary = "Propose a change of a flag",
            description = "For flags that are sensitive, and any other. The body is that of PUT of the flag, with its"
                    + " overrides and whether it is archived; what is missing stays as it is. 'reason' is"
                    + " required. 'applyAt' lets it wait for its time, 'expiresAt' is 7 days later unless said,"
                    + " and 30 at most. Answers the readable difference, the hash that an approval must carry, and"
                    + " who would get another value. If-Match takes the flag's ETag. Takes Idempotency-Key and"
                    + " dryRun.")
    @CannotWait("What is proposed changes nothing yet: wait at its approval.")
    @Answers(201)
    public Uni<RestResponse<ChangeRequestView>> propose(
            @RestPath("key") FlagAddress address,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ProposalRequest request) {
        var body = Bodies.required(request);
        var wish = body.toWish();
        var command = new ProposeChange.Command(
                address.key(), wish, Versions.ifMatch(ifMatch), caller.because(wish.reason()));
        return writes.proposed(body, () -> proposeChange.run(command));
    }
}
