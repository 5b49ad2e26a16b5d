package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.inbox.StateListener;
import io.centercontrol.plans.subscription.HearGovernance;
import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} what holds where nothing else is said. */
@ApplicationScoped
class GovernanceListener extends StateListener<String, Governance> {
    private static final String CHANNEL = "governance";

    private final HearGovernance hearGovernance;

    GovernanceListener(HearGovernance hearGovernance) {
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
    protected Class<Governance> type() {
        return Governance.class;
    }

    @Override
    protected String key(String text) {
        return text;
    }

    @Override
    protected String keyOf(Governance governance) {
        return governance.getChange().getAggregateId();
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
