package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.Disabled;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nothing is sent to an endpoint for now, or it is again. What happens meanwhile is kept for it. */
@ApplicationScoped
public class TurnEndpoint {
    private final Endpoints endpoints;
    private final Clock clock;

    TurnEndpoint(Endpoints endpoints, Clock clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * Which way.
     *
     * @param off why nothing shall be sent; null when it shall be again
     * @param expectedVersion null when it does not matter
     */
    public record Command(
            UUID id, @Nullable Disabled off, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Turns; once more makes no new version. */
    public Uni<Written<WebhookEndpoint>> run(Command command) {
        return endpoints.change(command.id(), command.expectedVersion(), command.cause(), endpoint -> {
            var off = command.off();
            return off == null ? endpoint.enable(clock.instant()) : endpoint.disable(off, clock.instant());
        });
    }
}
