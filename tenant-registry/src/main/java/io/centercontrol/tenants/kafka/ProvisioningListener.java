package io.centercontrol.tenants.kafka;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Inbox;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.tenants.MarkTenantReady;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.provisioning.v1} that a tenant is ready everywhere. */
@ApplicationScoped
class ProvisioningListener implements Replayable {
    private static final String CHANNEL = "provisioning";

    private final Inbox inbox;
    private final AvroWire wire;
    private final MarkTenantReady markTenantReady;

    ProvisioningListener(Inbox inbox, AvroWire wire, MarkTenantReady markTenantReady) {
        this.inbox = inbox;
        this.wire = wire;
        this.markTenantReady = markTenantReady;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return decode(record).chain(this::apply);
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return inbox.receive(CHANNEL, record, this::decode, this::apply);
    }

    private Uni<Optional<MarkTenantReady.Command>> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return wire.decode(record.value(), Provisioning.class).map(ProvisioningListener::command);
    }

    private static Optional<MarkTenantReady.Command> command(Provisioning provisioning) {
        var change = provisioning.getChange();
        return provisioning.getReady()
                ? Optional.of(new MarkTenantReady.Command(
                        new TenantId(provisioning.getTenantId()),
                        change.getCorrelationId(),
                        change.getEventId().toString()))
                : Optional.empty();
    }

    private Uni<Void> apply(Optional<MarkTenantReady.Command> command) {
        return command.isEmpty()
                ? Uni.createFrom().voidItem()
                : markTenantReady.run(command.get()).replaceWithVoid();
    }
}
