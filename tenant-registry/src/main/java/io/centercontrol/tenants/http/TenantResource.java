package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.WaitsFor;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.RegisterTenant;
import io.centercontrol.tenants.ShowTenant;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.TenantsConfig;
import io.centercontrol.tenants.UpdateTenant;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants: register, find, look at, change. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantResource {
    private final RegisterTenant registerTenant;
    private final UpdateTenant updateTenant;
    private final Tenants tenants;
    private final ShowTenant showTenant;
    private final Writes writes;
    private final TenantsConfig config;
    private final Caller caller;
    private final ObjectMapper json;

    TenantResource(
            RegisterTenant registerTenant,
            UpdateTenant updateTenant,
            Tenants tenants,
            ShowTenant showTenant,
            Writes writes,
            TenantsConfig config,
            Caller caller,
            ObjectMapper json) {
        this.registerTenant = registerTenant;
        this.updateTenant = updateTenant;
        this.tenants = tenants;
        this.showTenant = showTenant;
        this.writes = writes;
        this.config = config;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "registerTenant",
            summary = "Register a tenant",
            description = "Takes Idempotency-Key, dryRun, wait and timeout.")
    @Answers(201)
    @WaitsFor(
            value = TenantGoals.READY,
            meaning = "answers when every required tenant service has provisioned the tenant and all have heard that.")
    public Uni<RestResponse<TenantView>> register(@Nullable RegisterTenantRequest request) {
        var body = Bodies.required(request);
        return writes.answer(
                body, () -> registerTenant.run(body.toCommand(config, caller)).map(TenantResource::registered));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Audited(action = "personal-data.read", category = AuditEntry.Category.PRIVACY)
    @Operation(
            operationId = "findTenants",
            summary = "Find tenants",
            description = "Pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<TenantView>> find(
            @BeanParam TenantFilterParameters filter,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return tenants.find(filter.filter(), filter.sort(), Parameters.limit(limit), cursor)
                .map(page -> page.map(TenantView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_SERVICE})
    @Audited(action = "personal-data.read", category = AuditEntry.Category.PRIVACY, targets = "tenant=id")
    @Operation(
            operationId = "showTenant",
            summary = "Look at a tenant",
            description = "With 'at' as it was at that moment.")
    public Uni<RestResponse<TenantView>> show(@RestPath String id, @RestQuery @Nullable String at) {
        var command = new ShowTenant.Command(tenantId(id), Parameters.instant("at", at));
        return showTenant.run(command).map(TenantView::answer).map(Answer::toResponse);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "updateTenant",
            summary = "Change a tenant's settings",
            description = "JSON Merge Patch (RFC 7396). If-Match is required; 'reason' is a query parameter.")
    public Uni<RestResponse<TenantView>> update(
            @RestPath String id,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = "application/merge-patch+json",
                                        schema = @Schema(implementation = SettingsRequest.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = SettingsRequest.class))
                            })
                    @Nullable
                    JsonNode patch) {
        var body = Bodies.required(patch);
        var command = new UpdateTenant.Command(
                tenantId(id),
                Versions.requiredIfMatch(ifMatch),
                MergePatch.of(body, json, config),
                caller.because(Reasons.optional(reason)));
        return writes.answer(body, () -> updateTenant.run(command).map(TenantView::answer));
    }

    private static Answer<TenantView> registered(Kept<Tenant> saved) {
        var view = TenantView.of(saved);
        return Answer.created(view).tagged(view.version()).at("/api/v1/tenants/" + view.id());
    }

    static TenantId tenantId(String text) {
        return new TenantId(Parameters.uuid("id", text));
    }
}
