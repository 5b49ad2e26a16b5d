package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.digest.Tally;
import io.centercontrol.dataplane.wire.StateRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the topic says of some buckets, read from its beginning beside the copy: the newest record of each id, and, by
 * the same rule as everywhere, of an equal version the last.
 */
final class Reread<V> {
    private final long startedAt = System.nanoTime();
    private final Buckets buckets = new Buckets();
    private final Map<Integer, Map<String, Entry<V>>> found = new HashMap<>();

    Reread(Set<Integer> wanted) {
        wanted.forEach(bucket -> found.put(bucket, new HashMap<>()));
    }

    /** A record with its append time. */
    record Entry<V>(StateRecord<V> record, Instant appendedAt) {}

    boolean wants(String id) {
        return found.containsKey(buckets.of(id));
    }

    void take(String id, StateRecord<V> record, Instant appendedAt) {
        var bucket = found.get(buckets.of(id));
        if (bucket != null) {
            bucket.merge(
                    id,
                    new Entry<>(record, appendedAt),
                    (before, after) -> version(after.record()) >= version(before.record()) ? after : before);
        }
    }

    /** When it began, by {@link System#nanoTime}. */
    long startedAt() {
        return startedAt;
    }

    Set<Integer> buckets() {
        return found.keySet();
    }

    Collection<Entry<V>> in(int bucket) {
        return found.getOrDefault(bucket, Map.of()).values();
    }

    /** The bucket as the topic has it. */
    Tally tally(int bucket) {
        var counted = new Buckets();
        for (var entry : in(bucket)) {
            if (entry.record() instanceof StateRecord.State<V> state) {
                counted.add(state.id(), state.version());
            }
        }
        return counted.tally(bucket);
    }

    /** A purge that does not say its version counts whatever was before. */
    private static long version(StateRecord<?> record) {
        return switch (record) {
            case StateRecord.State<?> state -> state.version();
            case StateRecord.Purge<?> purge -> {
                var version = purge.version();
                yield version == null ? Long.MAX_VALUE : version;
            }
        };
    }
}
