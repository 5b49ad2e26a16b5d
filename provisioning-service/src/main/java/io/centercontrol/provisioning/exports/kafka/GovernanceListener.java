package io.centercontrol.provisioning.exports.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.provisioning.exports.FollowGovernance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} for how long exports are kept. */
@Singleton
class GovernanceListener extends StateListener<String, Governance> {
    private final FollowGovernance followGovernance;

    GovernanceListener(FollowGovernance followGovernance) {
        super(StateTopic.GOVERNANCE);
        this.followGovernance = followGovernance;
    }

    @Incoming(StateTopic.Channel.GOVERNANCE)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Governance governance) {
        var command = new FollowGovernance.Command(
                governance.getChange().getVersion(), Duration.ofSeconds(governance.getExportRetentionSeconds()));
        return () -> followGovernance.run(command);
    }
}
