package io.centercontrol.provisioning.exports.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.provisioning.exports.HearGovernance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} for how long exports are kept. */
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
                governance.getChange().getVersion(), Duration.ofSeconds(governance.getExportRetentionSeconds()));
        return () -> hearGovernance.run(command);
    }
}
