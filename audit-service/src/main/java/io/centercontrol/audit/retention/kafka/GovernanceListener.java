package io.centercontrol.audit.retention.kafka;

import io.centercontrol.audit.retention.HearGovernance;
import io.centercontrol.audit.retention.model.Bounds;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from {@code cc.governance.v1} for how long what is personal in the trail may be kept. */
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
        var bounds = new Bounds(
                duration(governance.getAuditRetentionLeastSeconds()),
                duration(governance.getAuditRetentionMostSeconds()));
        if (bounds.least() != null && !bounds.allow(bounds.least())) {
            throw new UnreadableException("no time is at least and at most what it says", null);
        }
        var command = new HearGovernance.Command(governance.getChange().getVersion(), bounds);
        return () -> hearGovernance.run(command);
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        if (seconds != null && (seconds < 1 || seconds > Duration.ofDays(36_525).toSeconds())) {
            throw new UnreadableException("nothing is kept for %d s".formatted(seconds), null);
        }
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
