package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.Edition;
import io.centercontrol.dataplane.copy.Quarantined;
import io.centercontrol.dataplane.wire.Poison;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one reading that make no sense, in memory and on disk at once. */
final class Quarantine {
    private static final System.Logger LOG = System.getLogger(Quarantine.class.getName());

    private final Edition edition;
    private final Map<Integer, TreeMap<Long, Quarantined>> byPartition = new HashMap<>();

    Quarantine(Edition edition) {
        this.edition = edition;
    }

    /** Takes over what the disk holds. */
    void load() throws DamagedCopy {
        for (var record : edition.quarantined()) {
            in(record.partition()).put(record.offset(), record);
        }
    }

    void setAside(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        LOG.log(
                Level.ERROR,
                "The record at {0}-{1} offset {2} is set aside: {3}.",
                record.topic(),
                record.partition(),
                Long.toString(record.offset()),
                poison.getMessage());
        var kept = new Quarantined(
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                String.valueOf(poison.getMessage()),
                Instant.now());
        in(record.partition()).put(record.offset(), kept);
        edition.setAside(kept);
    }

    /** The newer state of the same key holds all that the unreadable record said. */
    void supersede(ConsumerRecord<byte[], byte[]> record) {
        var kept = in(record.partition()).entrySet().iterator();
        while (kept.hasNext()) {
            var earlier = kept.next().getValue();
            if (earlier.offset() < record.offset() && Arrays.equals(earlier.key(), record.key())) {
                kept.remove();
                edition.superseded(earlier.partition(), earlier.offset());
            }
        }
    }

    /** The offsets that are set aside, in rising order. */
    List<Long> offsets(int partition) {
        return List.copyOf(in(partition).keySet());
    }

    private TreeMap<Long, Quarantined> in(int partition) {
        return byPartition.computeIfAbsent(partition, key -> new TreeMap<>());
    }
}
