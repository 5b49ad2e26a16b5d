package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.digest.Tally;
import io.centercontrol.dataplane.wire.TenantRecord;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the topic says of some buckets, read from its beginning beside the copy: the newest record of each tenant, and, by
 * the same rule as everywhere, of an equal version the last.
 */
final class Reread {
    private final long startedAt = System.nanoTime();
    private final Buckets buckets = new Buckets();
    private final Map<Integer, Map<TenantId, Entry>> found = new HashMap<>();

    Reread(Set<Integer> wanted) {
        wanted.forEach(bucket -> found.put(bucket, new HashMap<>()));
    }

    /** A tenant's record with its append time. */
    record Entry(TenantRecord record, Instant appendedAt) {}

    boolean wants(TenantId id) {
        return found.containsKey(buckets.of(id));
    }

    void take(TenantId id, TenantRecord record, Instant appendedAt) {
        var bucket = found.get(buckets.of(id));
        if (bucket != null) {
            bucket.merge(
                    id,
                    new Entry(record, appendedAt),
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

    Collection<Entry> in(int bucket) {
        return found.getOrDefault(bucket, Map.of()).values();
    }

    /** The bucket as the topic has it. */
    Tally tally(int bucket) {
        var counted = new Buckets();
        for (var entry : in(bucket)) {
            if (entry.record() instanceof TenantRecord.State state) {
                counted.add(state.tenant().id(), state.tenant().version());
            }
        }
        return counted.tally(bucket);
    }

    /** A purge that does not say its version counts whatever was before. */
    private static long version(TenantRecord record) {
        return switch (record) {
            case TenantRecord.State state -> state.tenant().version();
            case TenantRecord.Purge purge -> {
                var version = purge.version();
                yield version == null ? Long.MAX_VALUE : version;
            }
        };
    }
}
