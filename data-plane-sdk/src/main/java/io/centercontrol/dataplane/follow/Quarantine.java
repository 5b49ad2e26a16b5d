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
import org.jspecify.annotations.Nullable;

/**
 * The records of one reading that make no sense, in memory and on disk at once. Their offsets are kept, all of them; their
 * bytes up to {@value #MOST_BYTES}, since they live in somebody else's process. Only the first lines are logged.
 */
final class Quarantine {
    private static final System.Logger LOG = System.getLogger(Quarantine.class.getName());
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_LINES = 100;
    /** In bytes; no longer key is ever superseded. */
    private static final int MOST_KEY = 1_000;

    private final Edition edition;
    private final Map<Integer, TreeMap<Long, Quarantined>> byPartition = new HashMap<>();
    private long bytes;
    private int lines;

    Quarantine(Edition edition) {
        this.edition = edition;
    }

    /** Takes over what the disk holds. */
    void load() throws DamagedCopy {
        for (var record : edition.quarantined()) {
            in(record.partition()).put(record.offset(), record);
            bytes += size(record.key()) + size(record.value());
        }
    }

    void setAside(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        LOG.log(
                ++lines <= MOST_LINES ? Level.ERROR : Level.DEBUG,
                "The record at {0}-{1} offset {2} is set aside: {3}.",
                record.topic(),
                record.partition(),
                Long.toString(record.offset()),
                poison.getMessage());
        var size = size(record.key()) + size(record.value());
        var whole = bytes + size <= MOST_BYTES;
        var kept = new Quarantined(
                record.partition(),
                record.offset(),
                size(record.key()) <= MOST_KEY ? record.key() : null,
                whole ? record.value() : null,
                (whole ? "" : "its " + size + " bytes are not kept; ") + poison.getMessage(),
                Instant.now());
        bytes += size(kept.key()) + size(kept.value());
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
                bytes -= size(earlier.key()) + size(earlier.value());
                edition.superseded(earlier.partition(), earlier.offset());
            }
        }
    }

    /** The offsets that are set aside, in rising order. */
    List<Long> offsets(int partition) {
        return List.copyOf(in(partition).keySet());
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private TreeMap<Long, Quarantined> in(int partition) {
        return byPartition.computeIfAbsent(partition, key -> new TreeMap<>());
    }
}
