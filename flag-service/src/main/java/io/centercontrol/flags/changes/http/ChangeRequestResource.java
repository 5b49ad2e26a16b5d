package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.changes.ApproveChange;
import io.centercontrol.flags.changes.ChangeFilter;
import io.centercontrol.flags.changes.ChangeRequests;
import io.centercontrol.flags.changes.EditChange;
import io.centercontrol.flags.changes.FindChanges;
import io.centercontrol.flags.changes.RejectChange;
import io.centercontrol.flags.changes.ShowChange;
import io.centercontrol.flags.changes.WithdrawChange;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
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
import jakarta.ws.rs.PUT;
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

/** Change requests of all flags: found, looked at, decided. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Change requests")
public class ChangeRequestResource {
    private final FindChanges findChanges;
    private final ShowChange showChange;
    private final ChangeRequests requests;
    private final EditChange editChange;
    private final ApproveChange approveChange;
    private final RejectChange rejectChange;
    private final WithdrawChange withdrawChange;
    private final ChangeWrites writes;
    private final Caller caller;

    ChangeRequestResource(
            FindChanges findChanges,
            ShowChange showChange,
            ChangeRequests requests,
            EditChange editChange,
            ApproveChange approveChange,
            RejectChange rejectChange,
            WithdrawChange withdrawChange,
            ChangeWrites writes,
            Caller caller) {
        this.findChanges = findChanges;
        this.showChange = showChange;
        this.requests = requests;
        this.editChange = editChange;
        this.approveChange = approveChange;
        this.rejectChange = rejectChange;
        this.withdrawChange = withdrawChange;
        this.writes = writes;
        this.caller = caller;
    }

    /** With what somebody agrees. */
    @Schema(requiredProperties = "hash")
    record ApproveRequest(@Nullable String hash, @Nullable String comment) {}

    /** Why. */
    record ReasonRequest(@Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findChangeRequests",
            summary = "Find change requests",
            description = "Newest first, those that have ended too. 'author' is the id of who proposed them. Pages by"
                    + " cursor.")
    public Uni<Page<ChangeRequestView>> find(
            @Parameter(schema = @Schema(implementation = State.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String flag,
            @RestQuery @Nullable String author,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new ChangeFilter(Parameters.oneOf("state", State.class, state), text(flag), text(author));
        return findChanges
                .run(new FindChanges.Command(filter, Parameters.limit(limit), cursor))
                .map(page -> page.map(ChangeRequestView::listed));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showChangeRequest",
            summary = "Look at a change request",
            description =
                    "With the readable difference, the hash that an approval must carry, and who would get another"
                            + " value at this moment.")
    public Uni<RestResponse<ChangeRequestView>> show(@RestPath String id) {
        return showChange
                .run(new ShowChange.Command(id(id)))
                .chain(writes::view)
                .map(ChangeWrites::answer)
                .map(Answer::toResponse);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listChangeRequestHistory",
            summary = "The history of a change request",
            description = "Every step: who took it, when and why; newest first.")
    public Uni<Page<StepView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return requests.history(id(id), Parameters.limit(limit), cursor).map(page -> page.map(StepView::of));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "editChangeRequest",
            summary = "Edit a change request",
            description =
                    "Everything is said anew, on the ground of the flag as it is. It has another hash then, and no"
                            + " approval counts any more. If-Match is required; takes Idempotency-Key and dryRun.")
    @CannotWait("What is proposed changes nothing yet: wait at its approval.")
    public Uni<RestResponse<ChangeRequestView>> edit(
            @RestPath String id,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ProposalRequest request) {
        var body = Bodies.required(request);
        var wish = body.toWish();
        var command =
                new EditChange.Command(id(id), wish, Versions.requiredIfMatch(ifMatch), caller.because(wish.reason()));
        return writes.edited(body, () -> editChange.run(command));
    }

    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "approveChangeRequest",
            summary = "Approve a change request",
            description =
                    "'hash' says what was looked at: of anything else the approval is refused, with the current hash."
                            + " Nobody approves what they proposed or edited last. Without 'applyAt' the flag is changed"
                            + " at once, and 'eventId' is that of its event. Takes If-Match, Idempotency-Key, dryRun and"
                            + " wait=applied.")
    public Uni<RestResponse<ChangeRequestView>> approve(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ApproveRequest request) {
        var body = Bodies.required(request);
        if (body.hash() == null) {
            throw Refusal.Invalid.of(
                            "/hash",
                            "REQUIRED",
                            "Send the hash of what you looked at: GET of the change request has it.")
                    .asException();
        }
        var comment = Reasons.optional(body.comment());
        var command = new ApproveChange.Command(
                id(id), body.hash(), comment, Versions.ifMatch(ifMatch), caller.because(comment));
        return writes.step(body, () -> approveChange.run(command));
    }

    @POST
    @Path("{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "rejectChangeRequest",
            summary = "Reject a change request",
            description = "Also one that is approved and waits for its time. A reason is required; takes If-Match,"
                    + " Idempotency-Key and dryRun.")
    @CannotWait("The flag stays as it is, so there is no event.")
    public Uni<RestResponse<ChangeRequestView>> reject(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new RejectChange.Command(id(id), why, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(body, () -> rejectChange.run(command));
    }

    @POST
    @Path("{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "withdrawChangeRequest",
            summary = "Withdraw a change request",
            description = "For who proposed or edited it. Takes a reason, If-Match, Idempotency-Key and dryRun.")
    @CannotWait("The flag stays as it is, so there is no event.")
    public Uni<RestResponse<ChangeRequestView>> withdraw(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.optional(body.reason());
        var command = new WithdrawChange.Command(id(id), Versions.ifMatch(ifMatch), caller.because(why));
        return writes.step(body, () -> withdrawChange.run(command));
    }

    private static UUID id(String text) {
        return Parameters.uuid("id", text);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip().replace("\0", "");
    }
}
