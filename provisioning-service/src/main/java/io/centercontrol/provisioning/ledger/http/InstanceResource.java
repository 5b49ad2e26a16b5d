package io.centercontrol.provisioning.ledger.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.ledger.DeclareGone;
import io.centercontrol.provisioning.ledger.FindInstances;
import io.centercontrol.provisioning.ledger.Instances;
import io.centercontrol.provisioning.ledger.LedgerConfig;
import io.centercontrol.provisioning.ledger.model.Health;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Instances of tenant services: which there are, and how far behind each one is. */
@Path("/api/v1/instances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Instances")
class InstanceResource {
    private final FindInstances findInstances;
    private final DeclareGone declareGone;
    private final LedgerConfig config;
    private final Writes writes;
    private final Caller caller;

    InstanceResource(
            FindInstances findInstances, DeclareGone declareGone, LedgerConfig config, Writes writes, Caller caller) {
        this.findInstances = findInstances;
        this.declareGone = declareGone;
        this.config = config;
        this.writes = writes;
        this.caller = caller;
    }

    /** Why an instance is declared gone. */
    @Schema(requiredProperties = "reason")
    record GoneRequest(@Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "findInstances", summary = "Find instances")
    public Uni<Page<InstanceView>> find(
            @RestQuery @Nullable String service,
            @Parameter(schema = @Schema(implementation = Health.class)) @RestQuery @Nullable String health,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return findInstances
                .run(new Instances.Query(
                        service, Parameters.oneOf("health", Health.class, health), Parameters.limit(limit), cursor))
                .map(page -> page.map(detail -> InstanceView.of(detail, config.patience())));
    }

    @GET
    @Path("{instanceId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showInstance", summary = "Look at an instance")
    public Uni<InstanceView> show(@RestPath String instanceId, @RestQuery @Nullable String service) {
        return findInstances.one(instanceId, service).map(detail -> InstanceView.of(detail, config.patience()));
    }

    @POST
    @Path("{instanceId}/declare-gone")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "declareInstanceGone",
            summary = "Vouch that a silent instance does not serve",
            description = "It stops to count in the ledger until it is heard again. Refused while it is being heard.")
    @CannotWait("It is a word to the ledger itself, and counts from the answer on.")
    public Uni<RestResponse<InstanceView>> declareGone(
            @RestPath String instanceId, @RestQuery @Nullable String service, @Nullable GoneRequest request) {
        var body = Bodies.required(request);
        var command = new DeclareGone.Command(instanceId, service, caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> declareGone
                        .run(command)
                        .chain(eventId -> findInstances
                                .one(instanceId, service)
                                .map(detail -> Answer.ok(InstanceView.of(detail, config.patience(), eventId)))));
    }
}
