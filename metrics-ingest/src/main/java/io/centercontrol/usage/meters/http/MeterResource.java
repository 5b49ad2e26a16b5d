package io.centercontrol.usage.meters.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.meters.MeterFilter;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.PutMeter;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** What of tenants' use is measured. */
@Path("/api/v1/meters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Meters")
public class MeterResource {
    private final PutMeter putMeter;
    private final Meters meters;
    private final Writes writes;
    private final Caller caller;

    MeterResource(PutMeter putMeter, Meters meters, Writes writes, Caller caller) {
        this.putMeter = putMeter;
        this.meters = meters;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findMeters",
            summary = "Find meters",
            description = "By key; pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<MeterView>> find(
            @Parameter(schema = @Schema(implementation = Aggregation.class)) @RestQuery @Nullable String aggregation,
            @Parameter(schema = @Schema(implementation = Grade.class)) @RestQuery @Nullable String grade,
            @RestQuery @Nullable String eventType,
            @RestQuery @Nullable String feature,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String archived,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new MeterFilter(
                Parameters.oneOf("aggregation", Aggregation.class, aggregation),
                Parameters.oneOf("grade", Grade.class, grade),
                eventType,
                feature,
                archived == null ? null : Parameters.flag("archived", archived));
        return meters.find(filter, Parameters.limit(limit), cursor).map(page -> page.map(MeterView::of));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(operationId = "showMeter", summary = "Look at a meter")
    public Uni<RestResponse<MeterView>> show(@RestPath String key) {
        return meters.get(key)
                .map(kept -> Answer.ok(MeterView.of(kept)).tagged(kept.version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putMeter",
            summary = "Set a meter",
            description =
                    "What it measures never changes: its type of event, aggregation, properties of value, subject and"
                            + " currency, and grade. The rest does: name, description, unit, groups, feature, and"
                            + " whether it is archived, so that it measures nothing any more. The feature need not be"
                            + " there yet. If-None-Match: * sets what there is not, If-Match with its ETag changes it,"
                            + " and If-Match: * sets it in any case. Takes dryRun.")
    @CannotWait("No instance of a tenant service follows meters, so that there is no copy to prove.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<MeterView>> put(
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable MeterRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(key, Versions.expected(ifMatch, ifNoneMatch), caller);
        return writes.answer(body, () -> putMeter.run(command).map(MeterResource::answer));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listMeterHistory",
            summary = "The history of a meter",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String key, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return meters.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    private static Answer<MeterView> answer(Written<Meter> written) {
        var view = MeterView.changed(written);
        return (written.before() == null ? Answer.created(view) : Answer.ok(view)).tagged(view.version());
    }
}
