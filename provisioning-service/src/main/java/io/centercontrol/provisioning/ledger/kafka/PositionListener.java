package io.centercontrol.provisioning.ledger.kafka;

import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.provisioning.TopicNames;
import io.centercontrol.provisioning.ledger.RecordPositions;
import io.centercontrol.provisioning.ledger.model.Health;
import io.centercontrol.provisioning.ledger.model.HeardPosition;
import io.centercontrol.provisioning.shares.HearDemand;
import io.centercontrol.provisioning.shares.model.Call;
import io.centercontrol.provisioning.shares.model.HeardDemand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from {@code cc.positions.<service>.v1} how far instances are. */
@ApplicationScoped
class PositionListener implements Replayable {
    private static final String CHANNEL = "positions";

    private final BatchInbox inbox;
    private final AvroWire wire;
    private final TopicNames topics;
    private final RecordPositions recordPositions;
    private final HearDemand hearDemand;

    PositionListener(
            BatchInbox inbox,
            AvroWire wire,
            TopicNames topics,
            RecordPositions recordPositions,
            HearDemand hearDemand) {
        this.inbox = inbox;
        this.wire = wire;
        this.topics = topics;
        this.recordPositions = recordPositions;
        this.hearDemand = hearDemand;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return decode(record).chain(position -> record(List.of(position)));
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.receive(CHANNEL, records, this::decode, this::record);
    }

    private Uni<Void> record(List<Optional<Heard>> records) {
        var heard = records.stream().flatMap(Optional::stream).toList();
        return recordPositions
                .run(new RecordPositions.Command(
                        heard.stream().map(Heard::position).toList()))
                .invoke(() -> hearDemand.run(
                        new HearDemand.Command(heard.stream().map(Heard::demand).toList())));
    }

    /** The two things that a position tells. */
    private record Heard(HeardPosition position, HeardDemand demand) {}

    /** Empty for a tombstone, which says nothing that the ledger would want to forget. */
    private Uni<Optional<Heard>> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        PositionBounds.check(record.value());
        return wire.decode(record.value(), Position.class).map(position -> {
            topics.checkPositionSender(record.topic(), position.getSender().getService());
            PositionBounds.check(position);
            var appendedAt = Instant.ofEpochMilli(record.timestamp());
            return Optional.of(new Heard(heard(position, appendedAt), demand(position, appendedAt)));
        });
    }

    private static HeardPosition heard(Position position, Instant appendedAt) {
        var sender = position.getSender();
        return new HeardPosition(
                sender.getService(),
                sender.getInstanceId(),
                sender.getSdkVersion(),
                sender.getStartedAt(),
                Health.valueOf(position.getHealth().name()),
                millis(position.getLeaseMillis()),
                millis(position.getSinceEndMillis()),
                position.getStopping(),
                position.getPartitions().stream()
                        .map(PositionListener::partition)
                        .toList(),
                appendedAt);
    }

    private static HeardDemand demand(Position position, Instant appendedAt) {
        var perSecond = new HashMap<Call, Double>();
        position.getDemand()
                .forEach(demand ->
                        perSecond.put(new Call(new TenantId(demand.getTenantId()), demand.getCallClass()), (double)
                                demand.getPerSecond()));
        return new HeardDemand(
                position.getSender().getService(),
                position.getSender().getInstanceId(),
                position.getStopping(),
                perSecond,
                appendedAt);
    }

    private static HeardPosition.Partition partition(PartitionPosition partition) {
        return new HeardPosition.Partition(
                partition.getTopic(),
                partition.getTopicId(),
                partition.getPartition(),
                PositionBounds.nextOffset(partition),
                PositionBounds.quarantined(partition));
    }

    private static @Nullable Duration millis(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
