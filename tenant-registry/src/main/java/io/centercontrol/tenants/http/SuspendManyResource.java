package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.SuspendTenants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Suspends many tenants by a filter. */
@Path("/api/v1/tenants/suspend")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Life of a tenant")
public class SuspendManyResource {
    private final SuspendTenants suspendTenants;
    private final Writes writes;
    private final Caller caller;

    SuspendManyResource(SuspendTenants suspendTenants, Writes writes, Caller caller) {
        this.suspendTenants = suspendTenants;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body. */
    @Schema(requiredProperties = {"filter", "reason"})
    record SuspendManyRequest(
            @Nullable FilterRequest filter,
            @Nullable Integer expected,
            @Nullable String reason) {}

    /** What became of it: the whole tenants that were suspended, each with its eventId, and those left alone. */
    record OutcomeView(int matched, List<TenantView> suspended, List<LeftView> left) {
        static OutcomeView of(SuspendTenants.Outcome outcome) {
            return new OutcomeView(
                    outcome.matched(),
                    outcome.suspended().stream().map(TenantView::of).toList(),
                    outcome.left().stream().map(LeftView::of).toList());
        }
    }

    /** A tenant that was left as it is, and why. */
    record LeftView(TenantView tenant, String code, String detail) {
        static LeftView of(SuspendTenants.Left left) {
            return new LeftView(
                    TenantView.of(left.tenant()), left.why().code(), left.why().message());
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "suspendTenants",
            summary = "Suspend all tenants that a filter lets through",
            description = "Preview it with dryRun=true, then send the number that matched as 'expected'.")
    @CannotWait(
            "It makes an event for each tenant: ask GET /api/v1/propagation/{eventId} for the eventId of each one that was suspended.")
    public Uni<RestResponse<OutcomeView>> suspend(@Nullable SuspendManyRequest request) {
        var body = Bodies.required(request);
        if (body.filter() == null) {
            throw Refusal.Invalid.of("/filter", "FILTER_REQUIRED", "Say which tenants are meant.")
                    .asException();
        }
        var reason = Reasons.required(body.reason());
        var command =
                new SuspendTenants.Command(body.filter().toFilter(), body.expected(), reason, caller.because(reason));
        return writes.answer(
                body, () -> suspendTenants.run(command).map(OutcomeView::of).map(Answer::ok));
    }
}
