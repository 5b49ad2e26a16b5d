package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was told shall be told again: one message, or all of a time, a type, a tenant, a state. It has the same id as before, by which
 * its receiver knows it.
 */
@ApplicationScoped
public class SendAgain {
    private static final Logger LOG = Logger.getLogger(SendAgain.class);

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Clock clock;

    SendAgain(Endpoints endpoints, Deliveries deliveries, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * What is meant.
     *
     * @param event one of them; null for all that the filter lets through
     */
    public record Command(UUID endpoint, @Nullable UUID event, DeliveryFilter filter, Cause cause) {}

    /** How many are sent again; refuses when the endpoint is not there, or nothing is kept of the one event. */
    public Uni<Long> run(Command command) {
        var event = command.event();
        return endpoints
                .live(command.endpoint())
                .chain(() -> event == null
                        ? Uni.createFrom().voidItem()
                        : deliveries.get(command.endpoint(), event).replaceWithVoid())
                .chain(() -> deliveries.again(
                        command.endpoint(),
                        event,
                        command.filter(),
                        command.cause().actor().id(),
                        clock.instant()))
                .invoke(count -> LOG.infof(
                        "%d deliveries to %s are sent again by %s: %s",
                        count,
                        command.endpoint(),
                        command.cause().actor().id(),
                        command.cause().reason()));
    }
}
