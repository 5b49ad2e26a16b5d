package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.rollouts.AdvanceRollout;
import io.centercontrol.flags.rollouts.ApproveRollout;
import io.centercontrol.flags.rollouts.FindRollouts;
import io.centercontrol.flags.rollouts.PauseRollout;
import io.centercontrol.flags.rollouts.ResumeRollout;
import io.centercontrol.flags.rollouts.RolloutFilter;
import io.centercontrol.flags.rollouts.Rollouts;
import io.centercontrol.flags.rollouts.ShowRollout;
import io.centercontrol.flags.rollouts.TakeBackRollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rollouts of all flags: found, looked at, and steered by hand. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rollouts")
public class RolloutResource {
    private final FindRollouts findRollouts;
    private final ShowRollout showRollout;
    private final Rollouts rollouts;
    private final ApproveRollout approveRollout;
    private final PauseRollout pauseRollout;
    private final ResumeRollout resumeRollout;
    private final AdvanceRollout advanceRollout;
    private final TakeBackRollout takeBackRollout;
    private final RolloutWrites writes;
    private final Caller caller;

    RolloutResource(
            FindRollouts findRollouts,
            ShowRollout showRollout,
            Rollouts rollouts,
            ApproveRollout approveRollout,
            PauseRollout pauseRollout,
            ResumeRollout resumeRollout,
            AdvanceRollout advanceRollout,
            TakeBackRollout takeBackRollout,
            RolloutWrites writes,
            Caller caller) {
        this.findRollouts = findRollouts;
        this.showRollout = showRollout;
        this.rollouts = rollouts;
        this.approveRollout = approveRollout;
        this.pauseRollout = pauseRollout;
        this.resumeRollout = resumeRollout;
        this.advanceRollout = advanceRollout;
        this.takeBackRollout = takeBackRollout;
        this.writes = writes;
        this.caller = caller;
    }

    /** A remark of who agrees. */
    record ApproveRolloutRequest(@Nullable String comment) {}

    /** Why. */
    @Schema(requiredProperties = "reason")
    record SteerRequest(@Nullable String reason) {}

    /** Why it goes on, and whether in an emergency. */
    @Schema(requiredProperties = "reason")
    record ResumeRequest(@Nullable String reason, @Nullable Boolean breakGlass) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findRollouts",
            summary = "Find rollouts",
            description = "Newest first, those that have ended too. Pages by cursor.")
    public Uni<Page<RolloutView>> find(
            @Parameter(schema = @Schema(implementation = RolloutState.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String flag,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new RolloutFilter(
                Parameters.oneOf("state", RolloutState.class, state),
                flag == null || flag.isBlank() ? null : flag.strip().replace("\0", ""));
        return findRollouts
                .run(new FindRollouts.Command(filter, Parameters.limit(limit), cursor))
                .map(page -> page.map(RolloutView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showRollout",
            summary = "Look at a rollout",
            description = "With each step that was taken and the event that told of it, and what its guards see.")
    public Uni<RestResponse<RolloutView>> show(@RestPath String id) {
        return showRollout
                .run(new ShowRollout.Command(id(id)))
                .map(outcome -> RolloutView.of(outcome.rollout(), outcome.seen()))
                .map(RolloutWrites::answer)
                .map(Answer::toResponse);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listRolloutHistory",
            summary = "The history of a rollout",
            description = "Every step: who or what took it, when and why, and what the guards saw; newest first.")
    public Uni<Page<RolloutStepView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return rollouts.history(id(id), Parameters.limit(limit), cursor).map(page -> page.map(RolloutStepView::of));
    }

    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "approveRollout",
            summary = "Approve a rollout of a sensitive flag",
            description =
                    "All of its steps. Nobody approves what they started. Without 'startAt' the first step is taken at"
                            + " once. Takes If-Match, Idempotency-Key, dryRun and wait=applied.")
    public Uni<RestResponse<RolloutView>> approve(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ApproveRolloutRequest request) {
        var body = Bodies.required(request);
        var comment = Reasons.optional(body.comment());
        var command = new ApproveRollout.Command(id(id), comment, Versions.ifMatch(ifMatch), caller.because(comment));
        return writes.step(command.id(), body, () -> approveRollout.run(command));
    }

    @POST
    @Path("{id}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "pauseRollout",
            summary = "Pause a rollout",
            description =
                    "Who has the variant keeps it. A reason is required; takes If-Match, Idempotency-Key and dryRun.")
    @CannotWait("The flag stays as it is, so there is no event.")
    public Uni<RestResponse<RolloutView>> pause(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable SteerRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new PauseRollout.Command(id(id), why, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(command.id(), body, () -> pauseRollout.run(command));
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "resumeRollout",
            summary = "Resume a rollout that is paused",
            description =
                    "The wait of its step begins anew. Refused while a kill switch stands, and of a sensitive flag whose"
                            + " definition is not the one that was approved, unless 'breakGlass' is said. A reason is"
                            + " required; takes If-Match, Idempotency-Key and dryRun.")
    @CannotWait("The flag stays as it is, so there is no event.")
    public Uni<RestResponse<RolloutView>> resume(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ResumeRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var permit = Permit.asked(Boolean.TRUE.equals(body.breakGlass()), why);
        var command = new ResumeRollout.Command(id(id), permit, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(command.id(), body, () -> resumeRollout.run(command));
    }

    @POST
    @Path("{id}/advance")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "advanceRollout",
            summary = "Take the next step of a rollout now",
            description =
                    "Neither time nor a guard keeps it; after the last step it is completed. A reason is required;"
                            + " takes If-Match, Idempotency-Key, dryRun and wait=applied.")
    public Uni<RestResponse<RolloutView>> advance(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable SteerRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new AdvanceRollout.Command(id(id), Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(command.id(), body, () -> advanceRollout.run(command));
    }

    @POST
    @Path("{id}/take-back")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "takeBackRollout",
            summary = "Take a rollout back",
            description =
                    "Everybody whom it had reached has the default again; one that had reached nobody is cancelled."
                            + " Needs nobody's approval. A reason is required; takes If-Match, Idempotency-Key, dryRun and"
                            + " wait=applied.")
    public Uni<RestResponse<RolloutView>> takeBack(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable SteerRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new TakeBackRollout.Command(id(id), why, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(command.id(), body, () -> takeBackRollout.run(command));
    }

    private static UUID id(String text) {
        return Parameters.uuid("id", text);
    }
}
