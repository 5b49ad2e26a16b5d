package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.DropPlanOverride;
import io.centercontrol.flags.authoring.DropTenantOverride;
import io.centercontrol.flags.authoring.PutPlanOverride;
import io.centercontrol.flags.authoring.PutTenantOverride;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.FlagAddress;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

/** What tenants and plans get of a flag whatever its targeting says. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags/{key}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Flags")
public class FlagOverrideResource {
    private final PutTenantOverride putTenantOverride;
    private final DropTenantOverride dropTenantOverride;
    private final PutPlanOverride putPlanOverride;
    private final DropPlanOverride dropPlanOverride;
    private final FlagWrites writes;
    private final Caller caller;

    FlagOverrideResource(
            PutTenantOverride putTenantOverride,
            DropTenantOverride dropTenantOverride,
            PutPlanOverride putPlanOverride,
            DropPlanOverride dropPlanOverride,
            FlagWrites writes,
            Caller caller) {
        this.putTenantOverride = putTenantOverride;
        this.dropTenantOverride = dropTenantOverride;
        this.putPlanOverride = putPlanOverride;
        this.dropPlanOverride = dropPlanOverride;
        this.writes = writes;
        this.caller = caller;
    }

    @PUT
    @Path("tenant-overrides/{tenantId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTenantOverride",
            summary = "Give a tenant a variant",
            description =
                    "Before plan and targeting, in place of an override before. At most 1,000 tenants a flag. A reason"
                            + " is required; takes breakGlass, If-Match, dryRun and wait=applied.")
    public Uni<RestResponse<FlagView>> putTenant(
            @RestPath("key") FlagAddress address,
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable OverrideRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new PutTenantOverride.Command(
                address.key(),
                FlagWrites.tenantId(tenantId),
                body.requiredVariant(),
                Permit.asked(Boolean.TRUE.equals(body.breakGlass()), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(body, () -> putTenantOverride.run(command));
    }

    @DELETE
    @Path("tenant-overrides/{tenantId}")
    @Operation(
            operationId = "dropTenantOverride",
            summary = "Let plan and targeting decide for a tenant again",
            description =
                    "Needs 'reason' as a parameter, 'breakGlass' too for a sensitive flag. Takes If-Match, dryRun and"
                            + " wait=applied.")
    public Uni<RestResponse<FlagView>> dropTenant(
            @RestPath("key") FlagAddress address,
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String breakGlass,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new DropTenantOverride.Command(
                address.key(),
                FlagWrites.tenantId(tenantId),
                Permit.asked(Parameters.flag("breakGlass", breakGlass), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(List.of(address.key(), tenantId, why), () -> dropTenantOverride.run(command));
    }

    @PUT
    @Path("plan-overrides/{plan}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putPlanOverride",
            summary = "Give all tenants of a plan a variant",
            description =
                    "Before targeting, in place of an override before. At most 100 plans a flag. A reason is required;"
                            + " takes breakGlass, If-Match, dryRun and wait=applied.")
    public Uni<RestResponse<FlagView>> putPlan(
            @RestPath("key") FlagAddress address,
            @RestPath String plan,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable OverrideRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new PutPlanOverride.Command(
                address.key(),
                plan,
                body.requiredVariant(),
                Permit.asked(Boolean.TRUE.equals(body.breakGlass()), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(body, () -> putPlanOverride.run(command));
    }

    @DELETE
    @Path("plan-overrides/{plan}")
    @Operation(
            operationId = "dropPlanOverride",
            summary = "Let targeting decide for a plan again",
            description =
                    "Needs 'reason' as a parameter, 'breakGlass' too for a sensitive flag. Takes If-Match, dryRun and"
                            + " wait=applied.")
    public Uni<RestResponse<FlagView>> dropPlan(
            @RestPath("key") FlagAddress address,
            @RestPath String plan,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String breakGlass,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new DropPlanOverride.Command(
                address.key(),
                plan,
                Permit.asked(Parameters.flag("breakGlass", breakGlass), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(List.of(address.key(), plan, why), () -> dropPlanOverride.run(command));
    }
}
