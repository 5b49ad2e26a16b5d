package io.centercontrol.provisioning.progress.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.progress.FindTenantServices;
import io.centercontrol.provisioning.progress.PutTenantService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Tenant services: which there are, and what is expected of them. */
@Path("/api/v1/tenant-services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant services")
class TenantServiceResource {
    private final PutTenantService putTenantService;
    private final FindTenantServices findTenantServices;
    private final Writes writes;
    private final Caller caller;

    TenantServiceResource(
            PutTenantService putTenantService, FindTenantServices findTenantServices, Writes writes, Caller caller) {
        this.putTenantService = putTenantService;
        this.findTenantServices = findTenantServices;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(summary = "List the tenant services")
    public Uni<Page<TenantServiceView>> list() {
        return findTenantServices
                .run()
                .map(all -> new Page<>(
                        all.stream()
                                .map(service -> TenantServiceView.of(service, null))
                                .toList(),
                        null,
                        all.size()));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(summary = "Look at a tenant service")
    public Uni<Response> show(@RestPath String key) {
        return findTenantServices
                .one(key)
                .map(saved -> Response.ok(TenantServiceView.of(saved))
                        .header("ETag", Versions.tag(saved.state().version()))
                        .build());
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Make a tenant service known, or change it",
            description =
                    "If-None-Match: * makes it known; If-Match with its ETag changes it. Takes Idempotency-Key and"
                            + " dryRun.")
    public Uni<Response> put(
            @RestPath String key,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable TenantServiceRequest request) {
        var body = Bodies.required(request);
        var create = creates(ifNoneMatch);
        var command = body.toCommand(
                key,
                create,
                create ? null : Versions.requiredIfMatch(ifMatch),
                caller.because(Reasons.optional(body.reason())));
        return writes.once(body, () -> putTenantService.run(command).map(TenantServiceResource::answer))
                .map(Answer::toResponse);
    }

    private static boolean creates(@Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Refusal.Invalid.of(
                            "", "INVALID_IF_NONE_MATCH", "If-None-Match takes * here, to make a service known.")
                    .asException();
        }
        return ifNoneMatch != null;
    }

    private static Answer answer(PutTenantService.Result result) {
        var service = result.saved().state();
        var answer = new Answer(
                result.created() ? 201 : 200,
                TenantServiceView.of(result.saved()),
                Map.of("ETag", Versions.tag(service.version())));
        return result.created() ? answer.with("Location", "/api/v1/tenant-services/" + service.key()) : answer;
    }
}
