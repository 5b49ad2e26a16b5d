package io.centercontrol.provisioning.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One position as an instance wrote it.
 *
 * @param startedAt when the run began, by the instance's clock
 * @param lease null when it takes none
 * @param sinceEnd null when it never reached the end in this run
 * @param appendedAt the broker's append time
 */
public record HeardPosition(
        String service,
        String instanceId,
        String sdkVersion,
        Instant startedAt,
        Health health,
        @Nullable Duration lease,
        @Nullable Duration sinceEnd,
        boolean stopping,
        List<Partition> partitions,
        Instant appendedAt) {
    public HeardPosition {
        partitions = List.copyOf(partitions);
    }

    /** The topics of which it tells. */
    public List<String> topics() {
        return partitions.stream().map(Partition::topic).distinct().sorted().toList();
    }

    /**
     * How far one partition is applied.
     *
     * @param nextOffset everything below is applied, but for the quarantined
     */
    public record Partition(String topic, String topicId, int partition, long nextOffset, List<Long> quarantined) {
        public Partition {
            quarantined = List.copyOf(quarantined);
        }
    }
}
