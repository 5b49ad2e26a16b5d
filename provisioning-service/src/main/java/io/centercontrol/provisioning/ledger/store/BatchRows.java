package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.provisioning.ledger.model.PositionBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of positions as the rows that the ledger's statements take. */
final class BatchRows {
    private BatchRows() {}

    record Run(
            String service,
            String instanceId,
            String sdkVersion,
            String health,
            @Nullable Long leaseMs,
            @Nullable Long sinceEndMs,
            Instant startedAt,
            Instant runHeardAt,
            Instant lastHeardAt,
            List<String> topics,
            boolean stopping) {}

    record Position(
            String service,
            String instanceId,
            String topic,
            String topicId,
            int partition,
            long nextOffset,
            List<Long> quarantined,
            Instant toldAt) {}

    /** Runs in waves: a statement can touch a row only once, so each wave has one run of an instance at most. */
    static List<List<Run>> waves(PositionBatch batch) {
        var waves = new ArrayList<List<Run>>();
        var wave = new HashMap<List<String>, Integer>();
        for (var run : batch.runs()) {
            var newest = run.newest();
            var number = wave.merge(List.of(newest.service(), newest.instanceId()), 1, Integer::sum);
            if (number > waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(number - 1)
                    .add(new Run(
                            newest.service(),
                            newest.instanceId(),
                            newest.sdkVersion(),
                            newest.health().name(),
                            millis(newest.lease()),
                            millis(newest.sinceEnd()),
                            newest.startedAt(),
                            run.firstHeardAt(),
                            newest.appendedAt(),
                            newest.topics(),
                            newest.stopping()));
        }
        return waves;
    }

    static List<Position> positions(PositionBatch batch) {
        return batch.positions().stream()
                .map(position -> new Position(
                        position.service(),
                        position.instanceId(),
                        position.partition().topic(),
                        position.partition().topicId(),
                        position.partition().partition(),
                        position.partition().nextOffset(),
                        position.partition().quarantined(),
                        position.appendedAt()))
                .toList();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
