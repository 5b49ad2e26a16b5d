package io.centercontrol.provisioning.progress.http;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.progress.ApproveWaiver;
import io.centercontrol.provisioning.progress.AskWaiver;
import io.centercontrol.provisioning.progress.DeclineWaiver;
import io.centercontrol.provisioning.progress.Provisionings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Waivers: that one tenant's deletion goes on without the word of one service, decided by two people. */
@Path("/api/v1/provisionings/{tenantId}/waivers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Provisionings")
public class WaiverResource {
    private static final String NO_COPY =
            "No instance follows it: GET /api/v1/provisionings/{tenantId} tells how far the deletion is.";

    private final AskWaiver askWaiver;
    private final ApproveWaiver approveWaiver;
    private final DeclineWaiver declineWaiver;
    private final Provisionings provisionings;
    private final Writes writes;
    private final Caller caller;

    WaiverResource(
            AskWaiver askWaiver,
            ApproveWaiver approveWaiver,
            DeclineWaiver declineWaiver,
            Provisionings provisionings,
            Writes writes,
            Caller caller) {
        this.askWaiver = askWaiver;
        this.approveWaiver = approveWaiver;
        this.declineWaiver = declineWaiver;
        this.provisionings = provisionings;
        this.writes = writes;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @CannotWait(NO_COPY)
    @Operation(
            operationId = "askWaiver",
            summary = "Ask for a waiver",
            description = "That the deletion goes on without the word of one service. It counts once another person"
                    + " approves it; until then the service is asked on. The certificate names both, and the reason.")
    public Uni<RestResponse<ProvisioningView>> ask(
            @RestPath String tenantId,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable WaiverRequest request) {
        var body = Bodies.required(request);
        var reason = Reasons.required(body.reason());
        var service = body.service();
        if (service == null) {
            throw Parameters.invalid("service", "names the service whose word is not waited for");
        }
        var command = new AskWaiver.Command(
                tenant(tenantId), service, reason, Versions.ifMatch(ifMatch), caller.because(reason));
        return answer(body, command.tenant(), () -> askWaiver.run(command));
    }

    @POST
    @Path("{service}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @CannotWait(NO_COPY)
    @Operation(
            operationId = "approveWaiver",
            summary = "Approve a waiver",
            description = "By another person than the one who asked for it. The deletion goes on at once.")
    public Uni<RestResponse<ProvisioningView>> approve(
            @RestPath String tenantId,
            @RestPath String service,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var command = new ApproveWaiver.Command(
                tenant(tenantId), service, Versions.ifMatch(ifMatch), caller.because(Reasons.required(body.reason())));
        return answer(body, command.tenant(), () -> approveWaiver.run(command));
    }

    @DELETE
    @Path("{service}")
    @RolesAllowed(Roles.ADMIN)
    @CannotWait(NO_COPY)
    @Operation(
            operationId = "declineWaiver",
            summary = "Decline a waiver, or take it back",
            description = "One that is approved counts, and stays. Needs 'reason' as a parameter.")
    public Uni<RestResponse<ProvisioningView>> decline(
            @RestPath String tenantId,
            @RestPath String service,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command =
                new DeclineWaiver.Command(tenant(tenantId), service, Versions.ifMatch(ifMatch), caller.because(why));
        return answer(List.of(service, why), command.tenant(), () -> declineWaiver.run(command));
    }

    private Uni<RestResponse<ProvisioningView>> answer(Object body, TenantId tenant, Supplier<Uni<?>> move) {
        return writes.answer(
                body,
                () -> move.get()
                        .chain(moved -> provisionings.look(tenant))
                        .map(sighting -> Answer.ok(ProvisioningView.of(sighting))
                                .tagged(sighting.provisioning().version())));
    }

    private static TenantId tenant(String text) {
        return new TenantId(Parameters.uuid("tenantId", text));
    }
}
