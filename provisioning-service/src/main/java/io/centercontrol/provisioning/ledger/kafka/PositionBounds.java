package io.centercontrol.provisioning.ledger.kafka;

import io.centercontrol.events.dataplane.Demand;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.kit.avro.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a position may say. Its writer is somebody else's process: one that lies is set aside by its service's name, and costs
 * the ledger, its database and the proofs of other services no more than the position of an honest one.
 */
final class PositionBounds {
    /** In bytes; an instance that follows every topic and is near two hundred limits writes a tenth of it. */
    private static final int MOST_BYTES = 512 << 10;

    private static final int LONGEST_NAME = 100;
    /** Kafka's own bound of a topic's name. */
    private static final int LONGEST_TOPIC = 249;

    private static final int MOST_PARTITIONS = 500;
    /** As many as the SDK tells. */
    private static final int MOST_DEMANDS = 200;

    private static final int MOST_QUARANTINED = 1_000;
    private static final long LONGEST_MILLIS = Duration.ofDays(3_650).toMillis();
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private PositionBounds() {}

    /** @throws UnreadableException when so many bytes can't be a position */
    static void check(byte[] value) {
        require(value.length <= MOST_BYTES, "a position of %d bytes; at most %d".formatted(value.length, MOST_BYTES));
    }

    /** @throws UnreadableException when it says what no instance has to say */
    static void check(Position position) {
        var sender = position.getSender();
        name("instance id", sender.getInstanceId());
        require(sender.getSdkVersion().length() <= LONGEST_NAME, "the SDK's version is too long");
        var started = sender.getStartedAt();
        require(!started.isBefore(EARLIEST) && started.isBefore(LATEST), "an instance started at " + started);
        millis("lease", position.getLeaseMillis());
        millis("time since the end of the log", position.getSinceEndMillis());
        require(
                position.getPartitions().size() <= MOST_PARTITIONS,
                "%d partitions; at most %d".formatted(position.getPartitions().size(), MOST_PARTITIONS));
        position.getPartitions().forEach(PositionBounds::check);
        require(
                position.getDemand().size() <= MOST_DEMANDS,
                "%d demands; at most %d".formatted(position.getDemand().size(), MOST_DEMANDS));
        position.getDemand().forEach(PositionBounds::check);
    }

    private static void check(PartitionPosition partition) {
        require(
                !partition.getTopic().isEmpty() && partition.getTopic().length() <= LONGEST_TOPIC,
                "a topic's name of %d characters".formatted(partition.getTopic().length()));
        name("topic id", partition.getTopicId());
        require(
                partition.getPartition() >= 0 && partition.getNextOffset() >= 0,
                "partition %d at offset %d".formatted(partition.getPartition(), partition.getNextOffset()));
    }

    private static void check(Demand demand) {
        name("class of call", demand.getCallClass());
        require(
                Float.isFinite(demand.getPerSecond()) && demand.getPerSecond() >= 0,
                "a demand of " + demand.getPerSecond());
    }

    private static void name(String what, String name) {
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME,
                "the %s has %d characters; 1 to %d".formatted(what, name.length(), LONGEST_NAME));
    }

    private static void millis(String what, @Nullable Long millis) {
        require(millis == null || millis >= 0 && millis <= LONGEST_MILLIS, "a %s of %d ms".formatted(what, millis));
    }

    /**
     * The first offsets that were set aside. An instance that set aside more counts as no further than the next one: what is
     * not told apart is not called applied.
     */
    static List<Long> quarantined(PartitionPosition partition) {
        return partition.getQuarantined().stream()
                .sorted()
                .limit(MOST_QUARANTINED)
                .toList();
    }

    /** How far the partition is applied, but for {@link #quarantined}. */
    static long nextOffset(PartitionPosition partition) {
        return partition.getQuarantined().stream()
                .sorted()
                .skip(MOST_QUARANTINED)
                .findFirst()
                .map(offset -> Math.min(offset, partition.getNextOffset()))
                .orElse(partition.getNextOffset());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableException(otherwise, null);
        }
    }
}
