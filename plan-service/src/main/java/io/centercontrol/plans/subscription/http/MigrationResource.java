package io.centercontrol.plans.subscription.http;

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
import io.centercontrol.plans.subscription.PreviewMigration;
import io.centercontrol.plans.subscription.ShowMigration;
import io.centercontrol.plans.subscription.StartMigration;
import io.centercontrol.plans.subscription.StopMigration;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.centercontrol.plans.subscription.model.PlanRef;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Moves of whole groups from one version of a plan to another. */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
public class MigrationResource {
    private final PreviewMigration previewMigration;
    private final StartMigration startMigration;
    private final StopMigration stopMigration;
    private final ShowMigration showMigration;
    private final Writes writes;
    private final Caller caller;

    MigrationResource(
            PreviewMigration previewMigration,
            StartMigration startMigration,
            StopMigration stopMigration,
            ShowMigration showMigration,
            Writes writes,
            Caller caller) {
        this.previewMigration = previewMigration;
        this.startMigration = startMigration;
        this.stopMigration = stopMigration;
        this.showMigration = showMigration;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A version, as the body names it.
     *
     * @param version must be said of the one that tenants have now; of the one that they get it is the newest unless said
     */
    @Schema(requiredProperties = "plan")
    record VersionRequest(@Nullable String plan, @Nullable Integer version) {}

    /** The body: from which version to which. */
    @Schema(requiredProperties = {"from", "to", "reason"})
    record MigrationRequest(
            @Nullable VersionRequest from,
            @Nullable VersionRequest to,
            @Nullable String reason) {
        PlanRef source() {
            if (from == null || from.plan() == null || from.version() == null) {
                throw Refusal.Invalid.of("/from", "REQUIRED", "Send the plan and the version that the group has now.")
                        .asException();
            }
            return new PlanRef(from.plan(), from.version());
        }

        String target() {
            if (to == null || to.plan() == null) {
                throw Refusal.Invalid.of("/to", "REQUIRED", "Send the plan that the group is to have.")
                        .asException();
            }
            return to.plan();
        }

        @Nullable
        Integer targetVersion() {
            return to == null ? null : to.version();
        }
    }

    /** The body of a step. */
    @Schema(requiredProperties = "reason")
    record StepRequest(@Nullable String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "previewMigration",
            summary = "Preview a migration",
            description =
                    "Of all tenants that have a version now, to another one: what changes for each, and who is not"
                            + " moved and why. Nobody is moved before it is started. Takes Idempotency-Key and dryRun.")
    @CannotWait("Nobody is moved by a preview, so there is no event.")
    @Answers(201)
    public Uni<RestResponse<MigrationView>> preview(@Nullable MigrationRequest request) {
        var body = Bodies.required(request);
        var command = new PreviewMigration.Command(
                body.source(), body.target(), body.targetVersion(), caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> previewMigration
                        .run(command)
                        .map(migration -> Answer.created(MigrationView.of(migration))
                                .at("/api/v1/migrations/" + migration.id())));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "listMigrations", summary = "List migrations", description = "Newest first.")
    public Uni<Page<MigrationView>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return showMigration.all(Parameters.limit(limit), cursor).map(page -> page.map(MigrationView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showMigration", summary = "How far a migration is")
    public Uni<MigrationView> show(@RestPath String id) {
        return showMigration.run(new ShowMigration.Command(uuid(id))).map(MigrationView::of);
    }

    @GET
    @Path("{id}/tenants")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listMigrationTenants",
            summary = "Each tenant of a migration",
            description =
                    "With what changes for it; PENDING, MOVED, SKIPPED with its conflict, or FAILED with the reason.")
    public Uni<Page<MigrationTenantView>> tenants(
            @RestPath String id,
            @Parameter(schema = @Schema(implementation = Step.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var step = Parameters.oneOf("state", Step.class, state);
        var question = new ShowMigration.Tenants(uuid(id), step, Parameters.limit(limit), cursor);
        return showMigration
                .run(new ShowMigration.Command(uuid(id)))
                .chain(migration -> showMigration
                        .run(question)
                        .map(page -> page.map(listed -> MigrationTenantView.of(listed, migration.common()))));
    }

    @POST
    @Path("{id}/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "startMigration",
            summary = "Start a migration",
            description = "It goes on in the background, and after a crash.")
    @CannotWait("It goes on in the background, with an event for each tenant: GET /api/v1/migrations/{id}/tenants gives"
            + " their eventIds.")
    public Uni<RestResponse<MigrationView>> start(@RestPath String id, @Nullable StepRequest request) {
        return go(id, request);
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "resumeMigration",
            summary = "Resume a stopped migration",
            description = "Those that failed are tried again.")
    @CannotWait("It goes on in the background, with an event for each tenant: GET /api/v1/migrations/{id}/tenants gives"
            + " their eventIds.")
    public Uni<RestResponse<MigrationView>> resume(@RestPath String id, @Nullable StepRequest request) {
        return go(id, request);
    }

    @POST
    @Path("{id}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "stopMigration",
            summary = "Stop a migration",
            description = "Those that were moved stay moved; it can be resumed.")
    @CannotWait("To stop is no event; those that were moved have theirs in GET /api/v1/migrations/{id}/tenants.")
    public Uni<RestResponse<MigrationView>> stop(@RestPath String id, @Nullable StepRequest request) {
        var body = Bodies.required(request);
        var command = new StopMigration.Command(uuid(id), Reasons.required(body.reason()));
        return writes.answer(
                body, () -> stopMigration.run(command).map(MigrationView::of).map(Answer::ok));
    }

    private Uni<RestResponse<MigrationView>> go(String id, @Nullable StepRequest request) {
        var body = Bodies.required(request);
        Reasons.required(body.reason());
        var command = new StartMigration.Command(uuid(id));
        return writes.answer(
                body, () -> startMigration.run(command).map(MigrationView::of).map(Answer::ok));
    }

    private static UUID uuid(String id) {
        return Parameters.uuid("id", id);
    }
}
