package io.centercontrol.provisioning.ledger.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is worth storing of many positions at once: most of them only repeat what the one before said.
 *
 * @param runs each run's newest word, in the order in which the runs were heard
 * @param positions the newest position of each instance in each partition
 * @param marks each advance, with the time at which it was first told
 */
public record PositionBatch(List<Run> runs, List<Position> positions, List<Mark> marks) {
    /**
     * One run of an instance within the batch.
     *
     * @param firstHeardAt its first position in the batch
     * @param newest its last one
     */
    public record Run(Instant firstHeardAt, HeardPosition newest) {}

    /** The newest position of one instance in one partition. */
    public record Position(String service, String instanceId, HeardPosition.Partition partition, Instant appendedAt) {}

    /** The first position that told of an offset. */
    public record Mark(
            String service, String instanceId, String topicId, int partition, long nextOffset, Instant appendedAt) {}

    private record Key(String service, String instanceId) {}

    private record PartitionKey(Key instance, String topicId, int partition) {}

    private record MarkKey(PartitionKey partition, long nextOffset) {}

    public PositionBatch {
        runs = List.copyOf(runs);
        positions = List.copyOf(positions);
        marks = List.copyOf(marks);
    }

    /** Folds positions, which are in the order of their topic. */
    public static PositionBatch of(List<HeardPosition> heard) {
        var runs = new ArrayList<Run>();
        Map<Key, Integer> openRun = new LinkedHashMap<>();
        Map<PartitionKey, Position> positions = new LinkedHashMap<>();
        Map<MarkKey, Mark> marks = new LinkedHashMap<>();
        for (var position : heard) {
            var key = new Key(position.service(), position.instanceId());
            var open = openRun.get(key);
            if (open != null && runs.get(open).newest().startedAt().equals(position.startedAt())) {
                runs.set(open, new Run(runs.get(open).firstHeardAt(), position));
            } else {
                openRun.put(key, runs.size());
                runs.add(new Run(position.appendedAt(), position));
            }
            for (var partition : position.partitions()) {
                var at = new PartitionKey(key, partition.topicId(), partition.partition());
                positions.put(
                        at, new Position(position.service(), position.instanceId(), partition, position.appendedAt()));
                marks.putIfAbsent(
                        new MarkKey(at, partition.nextOffset()),
                        new Mark(
                                position.service(),
                                position.instanceId(),
                                partition.topicId(),
                                partition.partition(),
                                partition.nextOffset(),
                                position.appendedAt()));
            }
        }
        return new PositionBatch(runs, List.copyOf(positions.values()), List.copyOf(marks.values()));
    }
}
