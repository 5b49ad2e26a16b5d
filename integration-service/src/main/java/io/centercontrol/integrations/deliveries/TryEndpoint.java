package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.Message;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.integrations.endpoints.EventTypes;
import io.centercontrol.integrations.endpoints.model.EndpointRefusals;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Somebody wants to see whether an endpoint works: it is told so, by the same road as everything. */
@ApplicationScoped
public class TryEndpoint {
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Ids ids;
    private final Clock clock;

    TryEndpoint(Endpoints endpoints, Deliveries deliveries, Ids ids, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID endpoint) {}

    /** The event whose delivery it is; refuses for one that is disabled. */
    public Uni<UUID> run(Command command) {
        var id = ids.next();
        var now = clock.instant();
        var body = "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"eventId\":\"%s\",\"endpointId\":\"%s\"}}"
                .formatted(EventTypes.TEST, now, id, command.endpoint());
        var message = new Message(id, EventTypes.TEST, null, "test/" + id, now, body, null);
        return endpoints
                .live(command.endpoint())
                .invoke(kept -> {
                    var disabled = kept.state().disabled();
                    if (disabled != null) {
                        throw EndpointRefusals.disabled(command.endpoint(), disabled);
                    }
                })
                .chain(() -> deliveries.add(message, command.endpoint(), now))
                .replaceWith(id);
    }
}
