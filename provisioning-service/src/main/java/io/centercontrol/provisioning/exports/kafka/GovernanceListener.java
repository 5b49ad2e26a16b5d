package io.centercontrol.provisioning.exports.kafka;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Inbox;
import io.centercontrol.provisioning.exports.FollowGovernance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.governance.v1} for how long exports are kept. */
@ApplicationScoped
class GovernanceListener {
    private static final String CHANNEL = "governance";

    private final Inbox inbox;
    private final AvroWire wire;
    private final FollowGovernance followGovernance;

    GovernanceListener(Inbox inbox, AvroWire wire, FollowGovernance followGovernance) {
        this.inbox = inbox;
        this.wire = wire;
        this.followGovernance = followGovernance;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return inbox.receive(CHANNEL, record, this::decode, followGovernance::run);
    }

    private Uni<FollowGovernance.Command> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value() == null ? new byte[0] : record.value(), Governance.class)
                .map(governance -> new FollowGovernance.Command(
                        governance.getChange().getVersion(),
                        Duration.ofSeconds(governance.getExportRetentionSeconds())));
    }
}
