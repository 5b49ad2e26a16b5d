package io.centercontrol.kit.provision;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Listener;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.provisioning.v1} what this service is asked for. */
@ApplicationScoped
@IfBuildProperty(name = "cc.provisioned", stringValue = "true")
class AskListener extends Listener<Optional<Ask.Caused>> {
    private static final String CHANNEL = "provisioning";

    private final AvroWire wire;
    private final AskHandler handler;
    private final String service;

    AskListener(AvroWire wire, AskHandler handler, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.wire = wire;
        this.handler = handler;
        this.service = service;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Uni<Optional<Ask.Caused>> decode(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? Uni.createFrom().item(Optional.empty())
                : wire.decode(record.value(), Provisioning.class).map(this::asked);
    }

    @Override
    protected Uni<Void> apply(Optional<Ask.Caused> asked) {
        return asked.map(handler::run).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Optional<Ask.Caused> asked(Provisioning provisioning) {
        var change = provisioning.getChange();
        var cause = new Cause(
                Actor.service(service),
                provisioning.getDeletion() == null ? "The tenant was registered." : "The tenant is deleted.",
                change.getCorrelationId(),
                change.getEventId().toString());
        return ask(provisioning).map(ask -> new Ask.Caused(ask, cause));
    }

    private Optional<Ask> ask(Provisioning provisioning) {
        var tenant = new TenantId(provisioning.getTenantId());
        var version = provisioning.getDesiredVersion();
        var deletion = provisioning.getDeletion();
        if (deletion == null) {
            return provisioning.getServices().stream()
                    .filter(one -> one.getService().equals(service))
                    .filter(ServiceProvisioning::getAwaiting)
                    .findFirst()
                    .map(one -> new Ask(tenant, Ask.Task.PROVISION, version, one.getAttempt()));
        }
        return deletion.getServices().stream()
                .filter(one -> one.getService().equals(service))
                .filter(ServiceDeletion::getAwaiting)
                .findFirst()
                .flatMap(one -> task(deletion.getTask()).map(task -> new Ask(tenant, task, version, one.getAttempt())));
    }

    /** A task of tomorrow is none that can be done. */
    private static Optional<Ask.Task> task(io.centercontrol.events.Task task) {
        return switch (task) {
            case EXPORT -> Optional.of(Ask.Task.EXPORT);
            case ERASE -> Optional.of(Ask.Task.ERASE);
            case PROVISION, UNKNOWN -> Optional.empty();
        };
    }
}
