package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.plans.subscription.HearGovernance;
import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} what holds where nothing else is said. */
@Singleton
class GovernanceListener extends StateListener<String, Governance> {
    private final HearGovernance hearGovernance;

    GovernanceListener(HearGovernance hearGovernance) {
        super(StateTopic.GOVERNANCE);
        this.hearGovernance = hearGovernance;
    }

    @Incoming(StateTopic.Channel.GOVERNANCE)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Governance governance) {
        var command = new HearGovernance.Command(
                new Defaults(
                        governance.getDefaultPlan(),
                        governance.getDefaultMostStores(),
                        governance.getChange().getVersion()),
                governance.getUpdatedAt());
        return () -> hearGovernance.run(command);
    }
}
