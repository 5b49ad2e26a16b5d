package io.centercontrol.governance.http;

import io.centercontrol.governance.ChangeGovernance;
import io.centercontrol.governance.Governances;
import io.centercontrol.governance.ShowGovernance;
import io.centercontrol.governance.Standing;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The terms that hold for the whole platform. */
@Path("/api/v1/governance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Governance")
public class GovernanceResource {
    private final ShowGovernance showGovernance;
    private final ChangeGovernance changeGovernance;
    private final Governances governances;
    private final Writes writes;
    private final Caller caller;

    GovernanceResource(
            ShowGovernance showGovernance,
            ChangeGovernance changeGovernance,
            Governances governances,
            Writes writes,
            Caller caller) {
        this.showGovernance = showGovernance;
        this.changeGovernance = changeGovernance;
        this.governances = governances;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showGovernance",
            summary = "Look at the platform's terms",
            description = "With the number of tenants that exist.")
    public Uni<RestResponse<GovernanceView>> show() {
        return showGovernance.run().map(GovernanceResource::answer).map(Answer::toResponse);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "setGovernance",
            summary = "Set the platform's terms",
            description =
                    "All of them. If-Match and a reason are required; takes Idempotency-Key and dryRun. A limit may"
                            + " lie below what exists: 'existing' tells, and no tenant is added until there is room.")
    public Uni<RestResponse<GovernanceView>> put(
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable GovernanceRequest request) {
        var body = Bodies.required(request);
        var command = new ChangeGovernance.Command(
                body.toTerms(), Versions.requiredIfMatch(ifMatch), caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> changeGovernance.run(command).map(GovernanceResource::answer));
    }

    @GET
    @Path("history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listGovernanceHistory",
            summary = "The history of the terms",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return governances
                .history(Governance.ID, Parameters.limit(limit), cursor)
                .map(page -> page.map(VersionView::of));
    }

    private static Answer<GovernanceView> answer(Standing standing) {
        return Answer.ok(GovernanceView.of(standing))
                .tagged(standing.governance().version());
    }
}
