package io.centercontrol.audit.stream;

import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A stream's receiver is sent a sign of life, beside what it is told; its cursor stays. */
@ApplicationScoped
public class TryStream {
    private final StreamStore streams;
    private final Carrier carrier;
    private final Ids ids;
    private final Clock clock;

    TryStream(StreamStore streams, Carrier carrier, Ids ids, Clock clock) {
        this.streams = streams;
        this.carrier = carrier;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /** What came of it. */
    public Uni<Taken> run(Command command) {
        return streams.get(command.id())
                .chain(stream -> carrier.send(stream, Shipment.test(ids.next(), clock.instant())));
    }
}
