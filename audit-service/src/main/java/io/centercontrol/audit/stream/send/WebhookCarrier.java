package io.centercontrol.audit.stream.send;

import io.centercontrol.audit.stream.Shipment;
import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.StreamSecrets;
import io.centercontrol.audit.stream.Taken;
import io.centercontrol.outgoing.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;

/** By HTTP: what is answered with 2xx is taken, and nothing else is. */
@Singleton
class WebhookCarrier {
    private final Sender sender;
    private final StreamSecrets secrets;
    private final Clock clock;

    WebhookCarrier(Sender sender, StreamSecrets secrets, Clock clock) {
        this.sender = sender;
        this.secrets = secrets;
        this.clock = clock;
    }

    Uni<Taken> send(SiemStream stream, Shipment shipment) {
        var url = URI.create(Objects.requireNonNull(stream.url(), "a webhook has a URL"));
        return secrets.good(stream.id(), clock.instant())
                .chain(good ->
                        sender.send(new Sender.Request(url, shipment.id(), Texts.webhook(stream, shipment), good)))
                .map(attempt -> new Taken(attempt.failure(), attempt.retryAfter(), attempt.took()));
    }
}
