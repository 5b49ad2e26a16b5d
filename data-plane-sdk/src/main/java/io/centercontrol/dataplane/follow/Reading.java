package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.Edition;
import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.dataplane.wire.StateRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a topic: what was taken from it, what was set aside, and where to go on; in memory and on disk at once.
 * Used by the follower's thread alone, but for its index.
 */
public final class Reading<V, I extends Index<V>> {
    private final Edition edition;
    private final StateReader<?, V> reader;
    private final Replica<V, I> replica;
    private final Quarantine quarantine;
    private final TreeMap<Integer, Long> next = new TreeMap<>();
    private @Nullable Instant endReachedAt;
    private @Nullable FirstReading<V> first;
    private boolean changed;
    private boolean moved;

    private Reading(Edition edition, Subject<V, I> subject, Runnable onRepair) {
        this.edition = edition;
        this.reader = subject.reader();
        this.replica = new Replica<>(edition, subject.empty().get(), onRepair);
        this.quarantine = new Quarantine(edition);
    }

    /** A reading from the beginning, of the newest records alone. It has nothing until it {@link #settle settles}. */
    static <V, I extends Index<V>> Reading<V, I> begin(Edition edition, Subject<V, I> subject, Runnable onRepair) {
        var reading = new Reading<>(edition, subject, onRepair);
        reading.first = new FirstReading<>(subject.reader());
        return reading;
    }

    /** A reading from the beginning that looks at every record, and sets aside what makes no sense. */
    static <V, I extends Index<V>> Reading<V, I> beginCarefully(
            Edition edition, Subject<V, I> subject, Runnable onRepair) {
        return new Reading<>(edition, subject, onRepair);
    }

    /**
     * Goes on with what the disk holds.
     *
     * @throws DamagedCopy when the disk holds something that cannot be read
     */
    static <V, I extends Index<V>> Reading<V, I> load(Edition edition, Subject<V, I> subject, Runnable onRepair)
            throws DamagedCopy {
        var reading = new Reading<>(edition, subject, onRepair);
        reading.replica.load(subject.reader());
        reading.next.putAll(edition.nextOffsets());
        reading.endReachedAt = edition.endReachedAt();
        reading.quarantine.load();
        return reading;
    }

    Edition edition() {
        return edition;
    }

    I index() {
        return replica.index();
    }

    /** The tallies of what is applied. */
    Buckets buckets() {
        return replica.buckets();
    }

    @Nullable
    Instant endReachedAt() {
        return endReachedAt;
    }

    /** Says when, by the wall clock, the end of the log was last known to be reached. */
    void endReachedAt(Instant time) {
        endReachedAt = time;
        edition.endReachedAt(time);
    }

    /** Where to go on in a partition; null when it was never read. */
    @Nullable
    Long next(int partition) {
        return next.get(partition);
    }

    /** Everything below the offset is applied or set aside. */
    void next(int partition, long offset) {
        var before = next.put(partition, offset);
        if (first == null && (before == null || before != offset)) {
            edition.nextOffset(partition, offset);
            moved = true;
        }
    }

    /** Whether there is something that the disk does not have yet beside offsets. */
    boolean changed() {
        return changed;
    }

    /** Whether there is anything that the disk does not have yet. */
    boolean moved() {
        return moved || changed;
    }

    /** All of it was committed. */
    void committed() {
        changed = false;
        moved = false;
    }

    /** Where this reading stands. */
    Mark mark() {
        return new Mark(
                edition.topicId(),
                next.entrySet().stream()
                        .map(entry -> new Mark.Partition(
                                entry.getKey(), entry.getValue(), quarantine.offsets(entry.getKey())))
                        .toList());
    }

    /**
     * Applies what the end of the log has left of a reading by newest records; nothing happens when that was done.
     *
     * @param commit puts on disk what was applied
     * @return false when a schema is still missing: to be called again
     * @throws Unclear when one of them makes no sense, so that the one before it is wanted
     */
    boolean settle(Runnable commit) throws DamagedCopy, Unclear {
        if (first == null) {
            return true;
        }
        if (!first.settle(replica, commit)) {
            return false;
        }
        next.forEach(edition::nextOffset);
        first = null;
        changed = true;
        return true;
    }

    /** Whether all is read, but a schema is missing. */
    boolean waits() {
        return first != null && first.waits();
    }

    /**
     * Takes a record in: applied, set aside, or passed over because it is old.
     *
     * @throws SchemaMissing when the record must wait for its schema; nothing has happened
     * @throws Unclear when the reading has to begin anew, record by record
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, DamagedCopy, Unclear {
        if (first != null) {
            first.take(record);
            return;
        }
        StateRecord<V> read;
        try {
            read = reader.read(record);
        } catch (Poison poison) {
            quarantine.setAside(record, poison);
            changed = true;
            return;
        }
        if (replica.apply(read, Instant.ofEpochMilli(record.timestamp()))) {
            changed = true;
            quarantine.supersede(record);
        }
    }

    /** Takes in what was read again, as if it came now: if it is newer. */
    void take(Reread.Entry<V> entry) throws DamagedCopy {
        changed |= replica.apply(entry.record(), entry.appendedAt());
    }

    /** Makes a bucket what these records say, whatever it was. */
    void replace(int bucket, Collection<Reread.Entry<V>> entries) throws DamagedCopy {
        replica.replace(bucket, entries);
        changed = true;
    }
}
