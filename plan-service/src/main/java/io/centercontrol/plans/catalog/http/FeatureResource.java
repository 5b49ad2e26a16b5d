package io.centercontrol.plans.catalog.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.catalog.CreateFeature;
import io.centercontrol.plans.catalog.FeatureFilter;
import io.centercontrol.plans.catalog.Features;
import io.centercontrol.plans.catalog.ReviseFeature;
import io.centercontrol.plans.catalog.model.Feature;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What plans can grant. */
@Path("/api/v1/features")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Features")
public class FeatureResource {
    private final CreateFeature createFeature;
    private final ReviseFeature reviseFeature;
    private final Features features;
    private final Writes writes;
    private final Caller caller;

    FeatureResource(
            CreateFeature createFeature, ReviseFeature reviseFeature, Features features, Writes writes, Caller caller) {
        this.createFeature = createFeature;
        this.reviseFeature = reviseFeature;
        this.features = features;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findFeatures",
            summary = "Find features",
            description = "By key; pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<FeatureView>> find(
            @Parameter(schema = @Schema(implementation = Feature.Kind.class)) @RestQuery @Nullable String kind,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String deprecated,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new FeatureFilter(
                Parameters.oneOf("kind", Feature.Kind.class, kind),
                deprecated == null ? null : Parameters.flag("deprecated", deprecated));
        return features.find(filter, Parameters.limit(limit), cursor).map(page -> page.map(FeatureView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "createFeature",
            summary = "Create a feature",
            description = "A limit and a meter need the unit that is counted. Key and kind never change. Takes"
                    + " Idempotency-Key and dryRun.")
    @CannotWait(
            "No instance of a tenant service follows features, so that there is no copy to prove. A plan that grants one can be waited for.")
    @Answers(201)
    public Uni<RestResponse<FeatureView>> create(@Nullable CreateFeatureRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        return writes.answer(
                body,
                () -> createFeature
                        .run(command)
                        .map(kept -> Answer.created(FeatureView.changed(kept))
                                .tagged(kept.version())
                                .at("/api/v1/features/" + command.key())));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(operationId = "showFeature", summary = "Look at a feature")
    public Uni<RestResponse<FeatureView>> show(@RestPath String key) {
        return features.get(key)
                .map(kept -> Answer.ok(FeatureView.of(kept)).tagged(kept.version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "reviseFeature",
            summary = "Revise a feature",
            description = "Name, unit, and whether it is deprecated: then no new version of a plan may grant it, and"
                    + " those that do go on doing so. If-Match is required; takes Idempotency-Key and dryRun.")
    @CannotWait(
            "No instance of a tenant service follows features, so that there is no copy to prove. A plan that grants one can be waited for.")
    public Uni<RestResponse<FeatureView>> revise(
            @RestPath String key,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ReviseFeatureRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(key, Versions.requiredIfMatch(ifMatch), caller);
        return writes.answer(
                body,
                () -> reviseFeature
                        .run(command)
                        .map(kept -> Answer.ok(FeatureView.changed(kept)).tagged(kept.version())));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listFeatureHistory",
            summary = "The history of a feature",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String key, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return features.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }
}
