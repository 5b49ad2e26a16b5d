package io.centercontrol.provisioning.shares.kafka;

import io.centercontrol.events.provisioning.Share;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.provisioning.shares.EventEncoder;
import io.centercontrol.provisioning.shares.model.Shares;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes of shares the record of {@code cc.shares.v1}. */
@ApplicationScoped
class SharesEventCodec implements EventEncoder {
    private static final String SOURCE = "provisioning-service";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TYPE = "shares.changed";

    /** Nobody decides on shares, so that nothing is said of fields: the whole of it stands beside. */
    private static final Cause CAUSE = new Cause(Actor.service(SOURCE), null, null, null);

    private final AvroWire wire;
    private final ChangeRecords changes;

    SharesEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        wire.prepareNow(Contract.SHARES, PATIENCE);
    }

    @Override
    public OutboxEvent shares(UUID eventId, Shares shares, Instant now) {
        var record = io.centercontrol.events.provisioning.Shares.newBuilder()
                .setChange(changes.of(
                        eventId, shares.service(), shares.version(), new Change<>(shares, TYPE, List.of()), CAUSE, now))
                .setService(shares.service())
                .setInstances(shares.instances())
                .setShares(shares.uneven().stream()
                        .map(share -> new Share(
                                share.call().tenant().value(), share.call().callClass(), share.parts()))
                        .toList())
                .build();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.SHARES),
                shares.service(),
                TYPE,
                null,
                shares.version(),
                SOURCE,
                now,
                wire.encode(Contract.SHARES, record));
    }
}
