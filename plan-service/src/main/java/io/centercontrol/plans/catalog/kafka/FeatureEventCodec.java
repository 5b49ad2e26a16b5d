package io.centercontrol.plans.catalog.kafka;

import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.plans.catalog.EventEncoder;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.UUID;

/** A change of a feature as the Avro record of {@code cc.features.v1}. */
@ApplicationScoped
class FeatureEventCodec implements EventEncoder<FeatureEntry> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    FeatureEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    /** Before the first catalog is established. */
    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.FEATURES, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, Change<FeatureEntry> change, Cause cause) {
        var entry = change.next();
        var key = entry.feature().key();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.FEATURES),
                key,
                change.type(),
                null,
                entry.version(),
                "plan-service",
                entry.updatedAt(),
                wire.encode(Contract.FEATURES, record(eventId, change, cause)));
    }

    private io.centercontrol.events.plans.Feature record(UUID eventId, Change<FeatureEntry> change, Cause cause) {
        var entry = change.next();
        var feature = entry.feature();
        return io.centercontrol.events.plans.Feature.newBuilder()
                .setChange(changes.of(eventId, feature.key(), entry.version(), change, cause, entry.updatedAt()))
                .setKey(feature.key())
                .setName(feature.name())
                .setKind(FeatureKind.valueOf(feature.kind().name()))
                .setUnit(feature.unit())
                .setDeprecated(feature.deprecated())
                .setUpdatedAt(entry.updatedAt())
                .build();
    }
}
