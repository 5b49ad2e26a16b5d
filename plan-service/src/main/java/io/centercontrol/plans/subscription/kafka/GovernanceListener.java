package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.plans.subscription.HearGovernance;
import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} what holds where nothing else is said. */
@ApplicationScoped
class GovernanceListener extends Listener<HearGovernance.Command> {
    private static final String CHANNEL = "governance";

    private final AvroWire wire;
    private final HearGovernance hearGovernance;

    GovernanceListener(AvroWire wire, HearGovernance hearGovernance) {
        this.wire = wire;
        this.hearGovernance = hearGovernance;
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
    protected Uni<HearGovernance.Command> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableException("governance is never purged", null);
        }
        return wire.decode(record.value(), Governance.class)
                .map(governance -> new HearGovernance.Command(
                        new Defaults(
                                governance.getDefaultPlan(),
                                governance.getDefaultMostStores(),
                                governance.getChange().getVersion()),
                        governance.getUpdatedAt()));
    }

    @Override
    protected Uni<?> apply(HearGovernance.Command command) {
        return hearGovernance.run(command);
    }
}
