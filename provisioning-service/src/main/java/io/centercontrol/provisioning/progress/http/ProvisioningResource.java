package io.centercontrol.provisioning.progress.http;

import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.progress.PauseProvisioning;
import io.centercontrol.provisioning.progress.ProvisioningQuery;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.ResumeProvisioning;
import io.centercontrol.provisioning.progress.RetryProvisioning;
import io.centercontrol.provisioning.progress.Sighting;
import io.centercontrol.provisioning.progress.model.DeletionStatus;
import io.centercontrol.provisioning.progress.model.ProvisioningStatus;
import io.centercontrol.provisioning.progress.model.Stay;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Provisionings: how far each tenant service is with each tenant, and what an operator can do about it. */
@Path("/api/v1/provisionings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Provisionings")
class ProvisioningResource {
    private static final int LONGEST_TEXT = 200;

    private final Provisionings provisionings;
    private final RetryProvisioning retryProvisioning;
    private final PauseProvisioning pauseProvisioning;
    private final ResumeProvisioning resumeProvisioning;
    private final Writes writes;
    private final Caller caller;

    ProvisioningResource(
            Provisionings provisionings,
            RetryProvisioning retryProvisioning,
            PauseProvisioning pauseProvisioning,
            ResumeProvisioning resumeProvisioning,
            Writes writes,
            Caller caller) {
        this.provisionings = provisionings;
        this.retryProvisioning = retryProvisioning;
        this.pauseProvisioning = pauseProvisioning;
        this.resumeProvisioning = resumeProvisioning;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findProvisionings",
            summary = "Find provisionings",
            description =
                    "sort is slug or updatedAt, with a - in front to turn it. deletion is exporting, exported, erasing,"
                            + " erased, stuck or paused, and finds tenants that are being deleted. stay finds those that stand so"
                            + " with the service that is named, or with any.")
    public Uni<Page<ProvisioningView>> find(
            @Parameter(schema = @Schema(implementation = ProvisioningStatus.class)) @RestQuery @Nullable String status,
            @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "exporting",
                                                "exported",
                                                "erasing",
                                                "erased",
                                                "stuck",
                                                "paused"
                                            }))
                    @RestQuery
                    @Nullable
                    String deletion,
            @RestQuery @Nullable String service,
            @Parameter(schema = @Schema(implementation = Stay.class)) @RestQuery @Nullable String stay,
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String text,
            @Parameter(schema = @Schema(enumeration = {"slug", "-slug", "updatedAt", "-updatedAt"}))
                    @RestQuery
                    @Nullable
                    String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return provisionings
                .find(new ProvisioningQuery(
                        Parameters.oneOf("status", ProvisioningStatus.class, status),
                        Parameters.oneOf(
                                "deletion", DeletionStatus.class, deletion == null ? null : Ascii.upper(deletion)),
                        text("service", service),
                        Parameters.oneOf("stay", Stay.class, stay),
                        tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                        text("text", text),
                        sort(sort),
                        Parameters.limit(limit),
                        cursor))
                .map(page -> page.map(ProvisioningView::of));
    }

    @GET
    @Path("{tenantId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showProvisioning", summary = "Look at a provisioning")
    public Uni<RestResponse<ProvisioningView>> show(@RestPath String tenantId) {
        return provisionings
                .look(tenant(tenantId))
                .map(ProvisioningResource::answer)
                .map(Answer::toResponse);
    }

    @GET
    @Path("{tenantId}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listProvisioningHistory",
            summary = "What moved a provisioning, when and why",
            description = "Newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String tenantId, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return provisionings
                .history(tenant(tenantId), Parameters.limit(limit), cursor)
                .map(page -> page.map(VersionView::of));
    }

    @POST
    @Path("{tenantId}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "retryProvisioning",
            summary = "Retry now",
            description = "Without a service, all that wait for their next attempt.")
    @CannotWait(
            "The ledger proves what tenants may do, not how far their provisioning is: GET /api/v1/provisionings/{tenantId} tells that.")
    public Uni<RestResponse<ProvisioningView>> retry(
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable RetryRequest request) {
        var body = Bodies.required(request);
        var command = new RetryProvisioning.Command(
                tenant(tenantId),
                body.service(),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return answer(body, command.tenant(), () -> retryProvisioning.run(command));
    }

    @POST
    @Path("{tenantId}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "pauseProvisioning", summary = "Stop all attempts")
    @CannotWait(
            "The ledger proves what tenants may do, not how far their provisioning is: GET /api/v1/provisionings/{tenantId} tells that.")
    public Uni<RestResponse<ProvisioningView>> pause(
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var command = new PauseProvisioning.Command(
                tenant(tenantId), Versions.ifMatch(ifMatch), caller.because(Reasons.required(body.reason())));
        return answer(body, command.tenant(), () -> pauseProvisioning.run(command));
    }

    @POST
    @Path("{tenantId}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(operationId = "resumeProvisioning", summary = "Let the attempts go on")
    @CannotWait(
            "The ledger proves what tenants may do, not how far their provisioning is: GET /api/v1/provisionings/{tenantId} tells that.")
    public Uni<RestResponse<ProvisioningView>> resume(
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var command = new ResumeProvisioning.Command(
                tenant(tenantId), Versions.ifMatch(ifMatch), caller.because(Reasons.required(body.reason())));
        return answer(body, command.tenant(), () -> resumeProvisioning.run(command));
    }

    private Uni<RestResponse<ProvisioningView>> answer(Object body, TenantId tenant, Supplier<Uni<?>> move) {
        return writes.answer(
                body,
                () -> move.get().chain(moved -> provisionings.look(tenant)).map(ProvisioningResource::answer));
    }

    private static Answer<ProvisioningView> answer(Sighting sighting) {
        return Answer.ok(ProvisioningView.of(sighting))
                .tagged(sighting.provisioning().version());
    }

    private static TenantId tenant(String text) {
        return new TenantId(Parameters.uuid("tenantId", text));
    }

    private static ProvisioningQuery.Sort sort(@Nullable String word) {
        if (word == null) {
            return ProvisioningQuery.Sort.UPDATED_DOWN;
        }
        return Arrays.stream(ProvisioningQuery.Sort.values())
                .filter(sort -> sort.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Parameters.invalid(
                        "sort",
                        "must be one of "
                                + Arrays.stream(ProvisioningQuery.Sort.values())
                                        .map(ProvisioningQuery.Sort::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static @Nullable String text(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw Parameters.invalid(name, "has at most " + LONGEST_TEXT + " characters and no U+0000");
        }
        return text.strip();
    }
}
