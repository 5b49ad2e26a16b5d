package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.integrations.endpoints.EventTypes;
import io.centercontrol.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be told of. */
@Path("/api/v1/webhook-event-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhook endpoints")
public class EventTypeResource {
    private final EventTypes types;

    EventTypeResource(EventTypes types) {
        this.types = types;
    }

    /** A type and a sentence about it. */
    record EventTypeView(String type, String description) {}

    /** All types. */
    record EventTypesView(List<EventTypeView> types) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listWebhookEventTypes",
            summary = "All types of events",
            description =
                    "What an endpoint can ask for, by name or by a pattern: tenant.* is all of tenant's, * is all.")
    public EventTypesView list() {
        return new EventTypesView(types.all().entrySet().stream()
                .map(type -> new EventTypeView(type.getKey(), type.getValue()))
                .toList());
    }
}
