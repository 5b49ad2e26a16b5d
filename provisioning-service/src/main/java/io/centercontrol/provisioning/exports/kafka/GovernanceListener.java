package io.centercontrol.provisioning.exports.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.provisioning.exports.FollowGovernance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} for how long exports are kept. */
@ApplicationScoped
class GovernanceListener extends Listener<FollowGovernance.Command> {
    private static final String CHANNEL = "governance";

    private final AvroWire wire;
    private final FollowGovernance followGovernance;

    GovernanceListener(AvroWire wire, FollowGovernance followGovernance) {
        this.wire = wire;
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
    protected Uni<FollowGovernance.Command> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value() == null ? new byte[0] : record.value(), Governance.class)
                .map(governance -> new FollowGovernance.Command(
                        governance.getChange().getVersion(),
                        Duration.ofSeconds(governance.getExportRetentionSeconds())));
    }

    @Override
    protected Uni<?> apply(FollowGovernance.Command command) {
        return followGovernance.run(command);
    }
}
