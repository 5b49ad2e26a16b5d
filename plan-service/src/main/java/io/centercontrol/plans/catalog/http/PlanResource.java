package io.centercontrol.plans.catalog.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.catalog.CreatePlan;
import io.centercontrol.plans.catalog.DraftPlan;
import io.centercontrol.plans.catalog.PlanFilter;
import io.centercontrol.plans.catalog.Plans;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Plans and add-ons. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class PlanResource {
    private final CreatePlan createPlan;
    private final DraftPlan draftPlan;
    private final Plans plans;
    private final Writes writes;
    private final Caller caller;

    PlanResource(CreatePlan createPlan, DraftPlan draftPlan, Plans plans, Writes writes, Caller caller) {
        this.createPlan = createPlan;
        this.draftPlan = draftPlan;
        this.plans = plans;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findPlans",
            summary = "Find plans and add-ons",
            description = "By key. 'status' finds those of which a version has it, 'onlyFor' the custom packages of a"
                    + " tenant, 'q' a part of the key or name. Pages by cursor.")
    public Uni<Page<PlanView>> find(
            @Parameter(schema = @Schema(implementation = Plan.Kind.class)) @RestQuery @Nullable String kind,
            @Parameter(schema = @Schema(implementation = PlanVersion.Status.class)) @RestQuery @Nullable String status,
            @RestQuery @Nullable String onlyFor,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new PlanFilter(
                Parameters.oneOf("kind", Plan.Kind.class, kind),
                Parameters.oneOf("status", PlanVersion.Status.class, status),
                onlyFor == null ? null : new TenantId(Parameters.uuid("onlyFor", onlyFor)),
                q == null || q.isBlank() ? null : q.strip().replace("\0", ""));
        return plans.find(filter, Parameters.limit(limit), cursor).map(page -> page.map(PlanView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "createPlan",
            summary = "Create a plan, an add-on or a custom package",
            description = "With a draft of its first version. Takes Idempotency-Key and dryRun.")
    @Answers(201)
    public Uni<RestResponse<PlanView>> create(@Nullable CreatePlanRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        return writes.answer(
                body,
                () -> createPlan
                        .run(command)
                        .map(kept -> Answer.created(PlanView.changed(kept))
                                .tagged(kept.version())
                                .at("/api/v1/plans/" + command.key())));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showPlan",
            summary = "Look at a plan or an add-on",
            description = "With all of its versions, oldest first.")
    public Uni<RestResponse<PlanView>> show(@RestPath String key) {
        return plans.get(key)
                .map(kept -> Answer.ok(PlanView.of(kept)).tagged(kept.version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{key}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "draftPlan",
            summary = "Change the draft, or begin one",
            description = "All terms of it. Another name holds for all versions at once. If-Match is required; takes"
                    + " Idempotency-Key and dryRun.")
    public Uni<RestResponse<PlanView>> draft(
            @RestPath String key,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable DraftPlanRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(key, Versions.requiredIfMatch(ifMatch), caller);
        return writes.answer(body, () -> draftPlan.run(command).map(PlanResource::changed));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listPlanHistory",
            summary = "The history of a plan",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String key, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return plans.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    static Answer<PlanView> changed(Kept<Plan> kept) {
        return Answer.ok(PlanView.changed(kept)).tagged(kept.version());
    }
}
