package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.LiftKillSwitch;
import io.centercontrol.flags.authoring.SetKillSwitch;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What holds a flag off. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags/{key}/kill-switches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kill switches")
public class FlagKillSwitchResource {
    private final SetKillSwitch setKillSwitch;
    private final LiftKillSwitch liftKillSwitch;
    private final FlagWrites writes;
    private final Flags flags;
    private final Caller caller;

    FlagKillSwitchResource(
            SetKillSwitch setKillSwitch, LiftKillSwitch liftKillSwitch, FlagWrites writes, Flags flags, Caller caller) {
        this.setKillSwitch = setKillSwitch;
        this.liftKillSwitch = liftKillSwitch;
        this.writes = writes;
        this.flags = flags;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listKillSwitches",
            summary = "The kill switches that stand on a flag",
            description = "Oldest first.")
    public Uni<List<KillSwitchView>> list(@RestPath("key") FlagAddress address) {
        return flags.get(address.key())
                .map(kept -> kept.state().killSwitches().stream()
                        .map(KillSwitchView::of)
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "setKillSwitch",
            summary = "Hold a flag off",
            description =
                    "Its off variant, for 'everyone' or for 'tenants' and 'plans', whatever else is said, until it is"
                            + " lifted or 'expiresAt'; a flag without an off variant is refused (409 NO_OFF_VARIANT)."
                            + " Needs nobody's approval. A reason is required. 'hit' names the exact tenants, and of those"
                            + " that are named the ones that there are not. Takes If-Match, Idempotency-Key, dryRun and"
                            + " wait=applied.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<FlagView>> set(
            @RestPath("key") FlagAddress address,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable KillSwitchRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(address.key(), Versions.ifMatch(ifMatch), caller);
        return writes.killed(body, command.reach(), () -> setKillSwitch.run(command));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "liftKillSwitch",
            summary = "Lift a kill switch",
            description = "What was approved counts again. Needs 'reason' as a parameter. Takes If-Match, dryRun and"
                    + " wait=applied.")
    public Uni<RestResponse<FlagView>> lift(
            @RestPath("key") FlagAddress address,
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new LiftKillSwitch.Command(
                address.key(), Parameters.uuid("id", id), Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(List.of(address.key(), id, why), () -> liftKillSwitch.run(command));
    }
}
