package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.Terms;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.outgoing.Addresses;
import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;

/** Somebody outside shall be told of events from now on. */
@ApplicationScoped
public class CreateEndpoint {
    private final Transactions transactions;
    private final Endpoints endpoints;
    private final Secrets secrets;
    private final Addresses addresses;
    private final EventTypes types;
    private final Ids ids;
    private final Clock clock;

    CreateEndpoint(
            Transactions transactions,
            Endpoints endpoints,
            Secrets secrets,
            Addresses addresses,
            EventTypes types,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.addresses = addresses;
        this.types = types;
        this.ids = ids;
        this.clock = clock;
    }

    /** The endpoint as it shall be. */
    public record Command(Terms terms, Cause cause) {}

    /**
     * A new endpoint.
     *
     * @param secret what its receiver verifies signatures with; nobody can tell it a second time
     */
    public record Created(Written<WebhookEndpoint> written, SigningSecret secret) {}

    /** Creates; refuses an address that is not to be called. */
    public Uni<Created> run(Command command) {
        var now = clock.instant();
        var creation = WebhookEndpoint.create(
                ids.next(), command.terms(), addresses.reach(), types.all().keySet(), now);
        var secret = SigningSecret.next();
        return addresses
                .of(URI.create(command.terms().url()))
                .chain(() -> transactions.run(() -> endpoints
                        .create(creation, command.cause())
                        .call(written -> secrets.add(creation.next().id(), secret, null, now))))
                .map(written -> new Created(written, secret));
    }
}
