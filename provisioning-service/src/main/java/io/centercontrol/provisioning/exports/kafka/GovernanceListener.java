package io.centercontrol.provisioning.exports.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.inbox.StateListener;
import io.centercontrol.provisioning.exports.FollowGovernance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} for how long exports are kept. */
@ApplicationScoped
class GovernanceListener extends StateListener<String, Governance> {
    private static final String CHANNEL = "governance";

    private final FollowGovernance followGovernance;

    GovernanceListener(FollowGovernance followGovernance) {
        this.followGovernance = followGovernance;
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
        var command = new FollowGovernance.Command(
                governance.getChange().getVersion(), Duration.ofSeconds(governance.getExportRetentionSeconds()));
        return () -> followGovernance.run(command);
    }
}
