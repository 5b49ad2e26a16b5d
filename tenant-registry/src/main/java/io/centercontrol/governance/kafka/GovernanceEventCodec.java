package io.centercontrol.governance.kafka;

import io.centercontrol.governance.EventEncoder;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A change of governance as the Avro record of {@code cc.governance.v1}. */
@ApplicationScoped
class GovernanceEventCodec implements EventEncoder {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    GovernanceEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    /** Before the first version is established. */
    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.GOVERNANCE, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, Change<Governance> change, Cause cause) {
        var governance = change.next();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.GOVERNANCE),
                Governance.ID,
                change.type(),
                null,
                governance.version(),
                "tenant-registry",
                governance.updatedAt(),
                wire.encode(Contract.GOVERNANCE, record(eventId, change, cause)));
    }

    private io.centercontrol.events.tenants.Governance record(UUID eventId, Change<Governance> change, Cause cause) {
        var governance = change.next();
        var terms = governance.terms();
        return io.centercontrol.events.tenants.Governance.newBuilder()
                .setChange(
                        changes.of(eventId, Governance.ID, governance.version(), change, cause, governance.updatedAt()))
                .setMostTestTenants(terms.mostTestTenants())
                .setMostLiveTenants(terms.mostLiveTenants())
                .setDefaultMostStores(terms.defaultMostStores())
                .setReservedNames(List.copyOf(terms.reservedNames()))
                .setDeletionGraceSeconds(terms.deletionGrace().toSeconds())
                .setSlugCoolDownSeconds(terms.slugCoolDown().toSeconds())
                .setExportRetentionSeconds(terms.exportRetention().toSeconds())
                .setTombstoneAfterSeconds(terms.tombstoneAfter().toSeconds())
                .setDefaultPlan(terms.defaultPlan())
                .setUpdatedAt(governance.updatedAt())
                .build();
    }
}
