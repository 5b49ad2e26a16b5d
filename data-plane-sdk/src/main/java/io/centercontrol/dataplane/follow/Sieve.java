package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.wire.KeyForm;
import io.centercontrol.dataplane.wire.Poison;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest record of each id, while a topic is read from its beginning. Nothing is served, and nothing on disk counts,
 * before the end is reached: so what is superseded until then is neither decoded nor written.
 */
final class Sieve {
    private final KeyForm keys;
    private final Map<String, Kept> newest = new HashMap<>();

    Sieve(KeyForm keys) {
        this.keys = keys;
    }

    /**
     * An id's newest record.
     *
     * @param value null for a purge
     */
    record Kept(String id, long version, byte @Nullable [] value) {
        private boolean gives(Kept next) {
            return next.version > version || next.version == version && value != null;
        }
    }

    /**
     * Takes a record in by its key and headers.
     *
     * @throws Poison when these do not tell what it is about, and at which version
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws Poison {
        var id = keys.id(record);
        var version = KeyForm.version(record);
        if (version == null) {
            throw new Poison("the record has no header version");
        }
        byte @Nullable [] value = record.value();
        var next = new Kept(id, version, value);
        newest.merge(id, next, (before, after) -> before.gives(after) ? after : before);
    }

    /** All of it, in the order of the ids: they are neighbours on disk. */
    List<Kept> newest() {
        return newest.values().stream().sorted(Comparator.comparing(Kept::id)).toList();
    }

    /** Lets go of what is done with. */
    void remove(Kept kept) {
        newest.remove(kept.id());
    }
}
