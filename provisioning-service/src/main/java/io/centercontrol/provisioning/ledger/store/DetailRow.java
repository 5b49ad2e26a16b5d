package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.provisioning.ledger.Instances;
import java.time.Instant;
import java.util.List;

/** An instance with its positions, as one statement reads it. */
record DetailRow(InstanceRow instance, List<PositionRow> positions, Instant now) {
    record PositionRow(String topic, int partition, long nextOffset, List<Long> quarantined, long lag) {
        Instances.Position toPosition() {
            return new Instances.Position(topic, partition, nextOffset, lag, List.copyOf(quarantined));
        }
    }

    Instances.Detail toDetail() {
        return new Instances.Detail(
                instance.toModel(),
                positions.stream().map(PositionRow::toPosition).toList(),
                positions.stream().mapToLong(PositionRow::lag).sum(),
                now);
    }
}
