package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.LegalHolds;
import io.centercontrol.audit.retention.ReleaseHold;
import io.centercontrol.audit.retention.SetHold;
import io.centercontrol.audit.retention.ShowHold;
import io.centercontrol.audit.retention.Standing;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What must not be purged or erased. */
@Path("/api/v1/audit/holds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Legal holds")
public class HoldResource {
    private static final String NOTHING_ELSEWHERE = "It changes nothing but the trail, and holds when it is answered.";
    private static final int LONGEST_NAME = 200;

    private final LegalHolds holds;
    private final ShowHold showHold;
    private final SetHold setHold;
    private final ReleaseHold releaseHold;
    private final Writes writes;
    private final Caller caller;

    HoldResource(
            LegalHolds holds,
            ShowHold showHold,
            SetHold setHold,
            ReleaseHold releaseHold,
            Writes writes,
            Caller caller) {
        this.holds = holds;
        this.showHold = showHold;
        this.setHold = setHold;
        this.releaseHold = releaseHold;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A hold that shall be.
     *
     * @param name what people call it, such as the number of a case
     * @param filter which entries, by the filters of the search
     * @param reason why, for the record
     */
    @Schema(
            name = "AuditHoldRequest",
            requiredProperties = {"name", "filter", "reason"})
    record HoldRequest(
            @Nullable String name,
            @Nullable EntryFilterRequest filter,
            @Nullable String reason) {}

    /**
     * A hold that shall be no more.
     *
     * @param reason why, for the record
     */
    @Schema(name = "AuditHoldReleaseRequest", requiredProperties = "reason")
    record ReleaseRequest(@Nullable String reason) {}

    /** Which holds are asked for. */
    enum HoldState {
        OPEN,
        RELEASED
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAuditHolds",
            summary = "List legal holds",
            description = "The newest first, released ones too.")
    public Uni<Page<HoldView>> list(
            @Parameter(schema = @Schema(implementation = HoldState.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var which = Parameters.oneOf("state", HoldState.class, state);
        return holds.page(which == null ? null : which == HoldState.OPEN, Parameters.limit(limit), cursor)
                .map(page -> page.map(hold -> HoldView.of(new Standing(hold, null))));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "showAuditHold",
            summary = "Look at a legal hold",
            description = "With how many entries it holds at present.")
    public Uni<HoldView> show(@RestPath String id) {
        return showHold.run(Parameters.uuid("id", id)).map(HoldView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "setAuditHold",
            summary = "Set a legal hold",
            description =
                    "What fits its filter, recorded before or after, is neither purged nor erased until it is released. It waits some"
                            + " seconds for the partition that a purge has in hand, and is refused with PARTS_IN_USE when that takes"
                            + " longer: then nothing is changed. The answer tells how many entries it holds, and how many had been"
                            + " purged before. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOTHING_ELSEWHERE)
    @Answers(201)
    public Uni<RestResponse<HoldView>> set(@Nullable HoldRequest request) {
        var body = Bodies.required(request);
        var query = EntryFilterRequest.given(body.filter());
        var command = new SetHold.Command(
                name(body.name()),
                query,
                EntryFilterRequest.read(query),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> setHold.run(command)
                        .map(standing -> Answer.created(HoldView.of(standing))
                                .at("/api/v1/audit/holds/" + standing.hold().id())));
    }

    @POST
    @Path("{id}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "releaseAuditHold",
            summary = "Release a legal hold",
            description =
                    "It stays in the list. What was to be erased meanwhile, and is held by no other one, is erased with it; what is"
                            + " due goes with the next purge. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOTHING_ELSEWHERE)
    public Uni<RestResponse<HoldView>> release(@RestPath String id, @Nullable ReleaseRequest request) {
        var body = Bodies.required(request);
        var command =
                new ReleaseHold.Command(Parameters.uuid("id", id), caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> releaseHold.run(command).map(standing -> Answer.ok(HoldView.of(standing))));
    }

    private static String name(@Nullable String given) {
        if (given == null || DisplayText.isBlank(given)) {
            throw Refusal.Invalid.of("/name", "REQUIRED", "Say what the hold is called.")
                    .asException();
        }
        var name = given.strip();
        if (name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            throw Refusal.Invalid.of(
                            "/name",
                            "INVALID_NAME",
                            "A name has at most " + LONGEST_NAME
                                    + " characters, and no control characters or marks that turn the direction.")
                    .asException();
        }
        return name;
    }
}
