package io.centercontrol.dataplane.follow;

import java.util.List;

/**
 * Where the served copy stands: everything below is visible to decisions and durably on disk, but for what is in
 * quarantine.
 *
 * @param topicId Kafka's id of the topic that was read
 */
public record Mark(String topicId, List<Partition> partitions) {
    public Mark {
        partitions = List.copyOf(partitions);
    }

    /** One partition; {@code quarantined} are offsets in rising order. */
    public record Partition(int partition, long nextOffset, List<Long> quarantined) {
        public Partition {
            quarantined = List.copyOf(quarantined);
        }
    }

    /** How many records are set aside. */
    public int quarantined() {
        return partitions.stream()
                .mapToInt(partition -> partition.quarantined().size())
                .sum();
    }
}
