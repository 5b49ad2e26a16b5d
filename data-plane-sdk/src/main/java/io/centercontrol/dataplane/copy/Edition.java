package io.centercontrol.dataplane.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a topic, as it is on disk: the newest record of each id as it came, and where to go on. Written by one thread;
 * what it writes is durable after {@link DiskCopy#commit}. Offsets are to be written after what they cover.
 */
public final class Edition {
    private static final List<String> MAPS = List.of("about.", "purges.", "offsets.", "quarantine.");
    private static final String TOPIC_ID = "topicId";
    private static final String END_REACHED_AT = "endReachedAt";

    private final int number;
    private final String topicId;
    private final CheckedMap about;
    private final CheckedMap records;
    private final CheckedMap purges;
    private final CheckedMap offsets;
    private final CheckedMap quarantine;

    private Edition(MVStore store, String name, int number, @Nullable String freshTopicId) throws DamagedCopy {
        this.number = number;
        this.about = CheckedMap.open(store, "about." + number);
        this.records = CheckedMap.open(store, name + "." + number);
        this.purges = CheckedMap.open(store, "purges." + number);
        this.offsets = CheckedMap.open(store, "offsets." + number);
        this.quarantine = CheckedMap.open(store, "quarantine." + number);
        if (freshTopicId != null) {
            about.put(TOPIC_ID, freshTopicId);
        }
        var named = about.text(TOPIC_ID);
        if (named == null) {
            throw new DamagedCopy("edition " + number + " does not say which topic it is of");
        }
        this.topicId = named;
    }

    static Edition create(MVStore store, String name, int number, String topicId) {
        drop(store, name, number);
        try {
            return new Edition(store, name, number, topicId);
        } catch (DamagedCopy e) {
            throw new IllegalStateException("what was just made cannot be damaged", e);
        }
    }

    static Edition load(MVStore store, String name, int number) throws DamagedCopy {
        return new Edition(store, name, number, null);
    }

    static void drop(MVStore store, String name, int number) {
        store.removeMap(name + "." + number);
        MAPS.forEach(map -> store.removeMap(map + number));
    }

    int number() {
        return number;
    }

    /** Kafka's id of the topic that was read. */
    public String topicId() {
        return topicId;
    }

    /**
     * Walks through all records.
     *
     * @throws DamagedCopy when one is not as it was written
     */
    public void records(BiConsumer<String, byte[]> visitor) throws DamagedCopy {
        records.forEach(visitor::accept);
    }

    /** The record of an id; null when there is none. */
    public byte @Nullable [] record(String id) throws DamagedCopy {
        return records.get(id);
    }

    /** Keeps a record. */
    public void put(String id, byte[] value) {
        records.put(id, value);
        purges.remove(id);
    }

    /** Takes an id out, and remembers the version at which it went, so that an old record does not bring it back. */
    public void purge(String id, long version) {
        records.remove(id);
        purges.put(id, bytes(version));
    }

    /** Takes an id out as if it had never been there. */
    public void forget(String id) {
        records.remove(id);
    }

    /** The version at which the id was purged; 0 when it was not. */
    public long purgedAt(String id) throws DamagedCopy {
        var version = purges.get(id);
        return version == null ? 0 : number(version);
    }

    /** Where to go on in each partition that was ever read. */
    public Map<Integer, Long> nextOffsets() throws DamagedCopy {
        var all = new TreeMap<Integer, Long>();
        offsets.forEach((partition, offset) -> all.put(Integer.valueOf(partition), number(offset)));
        return all;
    }

    /** Says where to go on. */
    public void nextOffset(int partition, long offset) {
        offsets.put(Integer.toString(partition), bytes(offset));
    }

    /** When, by the wall clock, the end of the log was last known to be reached; null when it never was. */
    public @Nullable Instant endReachedAt() throws DamagedCopy {
        var millis = about.get(END_REACHED_AT);
        return millis == null ? null : Instant.ofEpochMilli(number(millis));
    }

    /** Says when the end was reached. */
    public void endReachedAt(Instant time) {
        about.put(END_REACHED_AT, bytes(time.toEpochMilli()));
    }

    /** All records that are set aside and not superseded. */
    public List<Quarantined> quarantined() throws DamagedCopy {
        var all = new ArrayList<Quarantined>();
        quarantine.forEach((key, value) -> {
            try {
                all.add(Quarantined.fromBytes(value));
            } catch (IOException e) {
                throw new DamagedCopy("a quarantined record cannot be read", e);
            }
        });
        return all;
    }

    /** Sets a record aside. */
    public void setAside(Quarantined record) {
        quarantine.put(record.partition() + "/" + record.offset(), record.toBytes());
    }

    /** Forgets a record that a later one of the same key made pointless. */
    public void superseded(int partition, long offset) {
        quarantine.remove(partition + "/" + offset);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) throws DamagedCopy {
        if (bytes.length != Long.BYTES) {
            throw new DamagedCopy("a stored number has " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }
}
