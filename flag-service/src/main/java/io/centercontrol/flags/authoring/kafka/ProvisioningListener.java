package io.centercontrol.flags.authoring.kafka;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.flags.authoring.Asks.Ask;
import io.centercontrol.flags.authoring.Asks.Task;
import io.centercontrol.flags.authoring.HearAsk;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Inbox;
import io.centercontrol.kit.inbox.Replayable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.provisioning.v1} what this service is asked for, as every tenant service is. */
@ApplicationScoped
class ProvisioningListener implements Replayable {
    private static final String CHANNEL = "provisioning";

    private final Inbox inbox;
    private final AvroWire wire;
    private final HearAsk hearAsk;

    ProvisioningListener(Inbox inbox, AvroWire wire, HearAsk hearAsk) {
        this.inbox = inbox;
        this.wire = wire;
        this.hearAsk = hearAsk;
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

    private Uni<Optional<HearAsk.Command>> decode(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? Uni.createFrom().item(Optional.empty())
                : wire.decode(record.value(), Provisioning.class).map(ProvisioningListener::asked);
    }

    private Uni<Void> apply(Optional<HearAsk.Command> asked) {
        return asked.map(hearAsk::run).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Optional<HearAsk.Command> asked(Provisioning provisioning) {
        var change = provisioning.getChange();
        var cause = new Cause(
                Actor.service(FlagEventCodec.SERVICE),
                "The tenant is deleted.",
                change.getCorrelationId(),
                change.getEventId().toString());
        return ask(provisioning).map(ask -> new HearAsk.Command(ask, cause));
    }

    private static Optional<Ask> ask(Provisioning provisioning) {
        var tenant = new TenantId(provisioning.getTenantId());
        var version = provisioning.getDesiredVersion();
        var deletion = provisioning.getDeletion();
        if (deletion == null) {
            return provisioning.getServices().stream()
                    .filter(service -> service.getService().equals(FlagEventCodec.SERVICE))
                    .filter(ServiceProvisioning::getAwaiting)
                    .findFirst()
                    .map(service -> new Ask(tenant, Task.PROVISION, version, service.getAttempt()));
        }
        return deletion.getServices().stream()
                .filter(service -> service.getService().equals(FlagEventCodec.SERVICE))
                .filter(ServiceDeletion::getAwaiting)
                .findFirst()
                .flatMap(service ->
                        task(deletion.getTask()).map(task -> new Ask(tenant, task, version, service.getAttempt())));
    }

    /** A task of tomorrow is none that can be done. */
    private static Optional<Task> task(io.centercontrol.events.Task task) {
        return switch (task) {
            case EXPORT -> Optional.of(Task.EXPORT);
            case ERASE -> Optional.of(Task.ERASE);
            case PROVISION, UNKNOWN -> Optional.empty();
        };
    }
}
