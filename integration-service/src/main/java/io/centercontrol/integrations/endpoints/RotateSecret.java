package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.outgoing.Overlap;
import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An endpoint gets a new secret. Until the old one ends, each request is signed with both. */
@ApplicationScoped
public class RotateSecret {
    private final Transactions transactions;
    private final Endpoints endpoints;
    private final Secrets secrets;
    private final Clock clock;

    RotateSecret(Transactions transactions, Endpoints endpoints, Secrets secrets, Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Of which one.
     *
     * @param overlap how long the old secret stays good; zero when it has leaked
     * @param expectedVersion null when it does not matter
     */
    public record Command(
            UUID id, Duration overlap, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** The endpoint, and its new secret: nobody can tell it a second time. */
    public record Rotated(Written<WebhookEndpoint> written, SigningSecret secret) {}

    /** Rotates. */
    public Uni<Rotated> run(Command command) {
        Overlap.check(command.overlap());
        var now = clock.instant();
        var secret = SigningSecret.next();
        return transactions
                .run(() -> endpoints
                        .change(
                                command.id(),
                                command.expectedVersion(),
                                command.cause(),
                                endpoint -> endpoint.rotateSecret(now))
                        .call(written -> secrets.add(command.id(), secret, now.plus(command.overlap()), now)))
                .map(written -> new Rotated(written, secret));
    }
}
