package io.centercontrol.plans.catalog.http;

import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.catalog.Plans;
import io.centercontrol.plans.catalog.PublishVersion;
import io.centercontrol.plans.catalog.RetireVersion;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Versions of a plan or an add-on: looked at, published, retired. */
@Path("/api/v1/plans/{key}/versions/{number}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class PlanVersionResource {
    private final PublishVersion publishVersion;
    private final RetireVersion retireVersion;
    private final Plans plans;
    private final Writes writes;
    private final Caller caller;

    PlanVersionResource(
            PublishVersion publishVersion, RetireVersion retireVersion, Plans plans, Writes writes, Caller caller) {
        this.publishVersion = publishVersion;
        this.retireVersion = retireVersion;
        this.plans = plans;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(operationId = "showPlanVersion", summary = "Look at one version")
    public Uni<PlanView.VersionView> show(
            @RestPath String key, @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String number) {
        var wanted = number(number);
        return plans.get(key).map(kept -> PlanView.VersionView.of(kept.state().find(wanted)));
    }

    @POST
    @Path("publish")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "publishPlanVersion",
            summary = "Publish the draft",
            description = "From then on tenants can be given it and it never changes. A reason is required; takes"
                    + " If-Match, Idempotency-Key and dryRun.")
    public Uni<RestResponse<PlanView>> publish(
            @RestPath String key,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String number,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable PublishRequest request) {
        var body = Bodies.required(request);
        var command = new PublishVersion.Command(
                key, number(number), Versions.ifMatch(ifMatch), caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> publishVersion.run(command).map(PlanResource::changed));
    }

    @POST
    @Path("retire")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "retirePlanVersion",
            summary = "Retire a published version",
            description =
                    "Nobody is given it any more. Of tenants that have it or will, 'evenInUse' says that they keep"
                            + " it; without it there must be none. A reason is required; takes If-Match, Idempotency-Key and"
                            + " dryRun.")
    public Uni<RestResponse<PlanView>> retire(
            @RestPath String key,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String number,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable RetireRequest request) {
        var body = Bodies.required(request);
        var command = new RetireVersion.Command(
                key,
                number(number),
                Boolean.TRUE.equals(body.evenInUse()),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> retireVersion.run(command).map(PlanResource::changed));
    }

    private static int number(String text) {
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(text);
        }
        throw Parameters.invalid("number", "must be the number of a version, from 1");
    }
}
