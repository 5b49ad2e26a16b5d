package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.Terms;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.outgoing.Addresses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An endpoint is told something else, or somewhere else. What waits for it goes to where it is then. */
@ApplicationScoped
public class ReviseEndpoint {
    private final Endpoints endpoints;
    private final Addresses addresses;
    private final EventTypes types;
    private final Clock clock;

    ReviseEndpoint(Endpoints endpoints, Addresses addresses, EventTypes types, Clock clock) {
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.types = types;
        this.clock = clock;
    }

    /**
     * The endpoint as it shall be.
     *
     * @param expectedVersion null when it does not matter
     */
    public record Command(UUID id, Terms terms, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Revises; the same makes no new version. Refuses an address that is not to be called. */
    public Uni<Written<WebhookEndpoint>> run(Command command) {
        return endpoints
                .change(
                        command.id(),
                        command.expectedVersion(),
                        command.cause(),
                        endpoint -> endpoint.revise(
                                command.terms(), addresses.reach(), types.all().keySet(), clock.instant()))
                .call(written ->
                        addresses.of(URI.create(written.kept().state().terms().url())));
    }
}
