package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nobody is at an endpoint any more. What waits for it is sent to nobody, and its secrets are gone. */
@ApplicationScoped
public class RemoveEndpoint {
    private final Transactions transactions;
    private final Endpoints endpoints;
    private final Secrets secrets;
    private final Clock clock;

    RemoveEndpoint(Transactions transactions, Endpoints endpoints, Secrets secrets, Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Which one.
     *
     * @param expectedVersion null when it does not matter
     */
    public record Command(UUID id, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Removes; refuses when there is none. */
    public Uni<Written<WebhookEndpoint>> run(Command command) {
        return transactions.run(() -> endpoints
                .change(
                        command.id(),
                        command.expectedVersion(),
                        command.cause(),
                        endpoint -> endpoint.remove(clock.instant()))
                .call(() -> secrets.forget(command.id())));
    }
}
