package io.centercontrol.integrations.deliveries.http;

import io.centercontrol.integrations.deliveries.Deliveries;
import io.centercontrol.integrations.deliveries.DeliveryFilter;
import io.centercontrol.integrations.deliveries.SendAgain;
import io.centercontrol.integrations.deliveries.TryEndpoint;
import io.centercontrol.integrations.deliveries.model.DeliveryState;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What an endpoint was told, and what it answered. */
@Path("/api/v1/webhook-endpoints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhook deliveries")
public class DeliveryResource {
    private static final String NO_EVENT = "A delivery is no event: look at it until it is DELIVERED.";

    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final SendAgain sendAgain;
    private final TryEndpoint tryEndpoint;
    private final Writes writes;
    private final Caller caller;

    DeliveryResource(
            Deliveries deliveries,
            Endpoints endpoints,
            SendAgain sendAgain,
            TryEndpoint tryEndpoint,
            Writes writes,
            Caller caller) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.sendAgain = sendAgain;
        this.tryEndpoint = tryEndpoint;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A message on its way.
     *
     * @param eventId of its delivery
     */
    @Schema(name = "TestedEndpointView")
    record TriedView(UUID eventId) {}

    /**
     * What is sent again.
     *
     * @param deliveries how many
     */
    @Schema(name = "ReplayedDeliveriesView")
    record ReplayedView(long deliveries) {}

    @GET
    @Path("deliveries")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findWebhookDeliveries",
            summary = "What an endpoint was told",
            description =
                    "Newest first, for as long as messages are kept (30 days). Pages by cursor: hand 'next' of one"
                            + " answer to the next request.")
    public Uni<Page<DeliveryView>> find(
            @RestPath String id,
            @Parameter(schema = @Schema(implementation = DeliveryState.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var begin = Parameters.instant("from", from);
        var filter = new DeliveryFilter(
                Parameters.oneOf("state", DeliveryState.class, state),
                EventType.read(type),
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                begin,
                Parameters.end("to", to, "from", begin));
        var most = Parameters.limit(limit);
        var endpoint = uuid("id", id);
        return endpoints
                .get(endpoint)
                .chain(() -> deliveries.find(endpoint, filter, most, cursor))
                .map(page -> page.map(DeliveryView::of));
    }

    @GET
    @Path("deliveries/{eventId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showWebhookDelivery",
            summary = "Look at a delivery",
            description = "With what is sent, and each request with its answer.")
    public Uni<DeliveryView> show(@RestPath String id, @RestPath String eventId) {
        return deliveries.get(uuid("id", id), uuid("eventId", eventId)).map(DeliveryView::of);
    }

    @POST
    @Path("deliveries/{eventId}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Audited(
            action = "webhook-delivery.replayed",
            category = AuditEntry.Category.RECOVERY,
            targets = {"webhook-endpoint=id", "webhook-delivery=eventId"})
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Send a message again",
            description = "Whatever became of it, with the same webhook-id, from the beginning of its attempts. Takes"
                    + " Idempotency-Key and dryRun.")
    @CannotWait(NO_EVENT)
    @Answers(value = 202, located = false)
    public Uni<RestResponse<ReplayedView>> replayOne(
            @RestPath String id, @RestPath String eventId, @Nullable ReplayOneRequest request) {
        var body = Bodies.required(request);
        return replay(
                body,
                new SendAgain.Command(
                        uuid("id", id),
                        uuid("eventId", eventId),
                        new DeliveryFilter(null, null, null, null, null),
                        caller.because(Reasons.required(body.reason()))));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Audited(
            action = "webhook-deliveries.replayed",
            category = AuditEntry.Category.RECOVERY,
            targets = "webhook-endpoint=id")
    @Operation(
            operationId = "replayWebhookDeliveries",
            summary = "Send messages again",
            description =
                    "All that have failed, or that the body says: of a state, a type, a tenant, a time. Those that"
                            + " were taken have the webhook-id that their receiver knows. dryRun=true counts them; takes"
                            + " Idempotency-Key.")
    @CannotWait(NO_EVENT)
    @Answers(value = 202, located = false)
    public Uni<RestResponse<ReplayedView>> replay(@RestPath String id, @Nullable ReplayRequest request) {
        var body = Bodies.required(request);
        return replay(
                body,
                new SendAgain.Command(
                        uuid("id", id), null, body.toFilter(), caller.because(Reasons.required(body.reason()))));
    }

    private Uni<RestResponse<ReplayedView>> replay(Object body, SendAgain.Command command) {
        return writes.answer(body, () -> sendAgain.run(command).map(count -> Answer.accepted(new ReplayedView(count))));
    }

    @POST
    @Path("test")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "testWebhookEndpoint",
            summary = "Try a webhook endpoint",
            description =
                    "It is sent an event of type webhook.test, by the same road as everything else; Location is its"
                            + " delivery, in which request and answer can be read a moment later. Takes Idempotency-Key and dryRun.")
    @CannotWait(NO_EVENT)
    @Answers(202)
    public Uni<RestResponse<TriedView>> test(@RestPath String id) {
        var command = new TryEndpoint.Command(uuid("id", id));
        return writes.answer(
                id,
                () -> tryEndpoint
                        .run(command)
                        .map(event -> Answer.accepted(new TriedView(event))
                                .at("/api/v1/webhook-endpoints/" + id + "/deliveries/" + event)));
    }

    private static UUID uuid(String name, String text) {
        return Parameters.uuid(name, text);
    }
}
