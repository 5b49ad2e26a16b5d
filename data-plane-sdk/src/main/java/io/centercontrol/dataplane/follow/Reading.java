package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.Edition;
import io.centercontrol.dataplane.copy.Quarantined;
import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.dataplane.wire.TenantReader;
import io.centercontrol.dataplane.wire.TenantRecord;
import io.centercontrol.kernel.TenantId;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the topic, in memory and on disk at once. Applies what is newer, or of an equal version with other
 * content; so duplicates, replays and reordering are harmless. Used by the follower's thread alone, but for its index.
 */
public final class Reading {
    private static final System.Logger LOG = System.getLogger(Reading.class.getName());

    private static final int SETTLED_AT_ONCE = 10_000;

    private final Edition edition;
    private final TenantReader reader;
    private final Runnable onRepair;
    private final TenantIndex index = new TenantIndex();
    private final TreeMap<Integer, Long> next = new TreeMap<>();
    private final Map<Integer, TreeMap<Long, Quarantined>> quarantined = new HashMap<>();
    private @Nullable Instant endReachedAt;
    private @Nullable Buckets buckets;
    private @Nullable Sieve sieve;
    private boolean waits;
    private boolean changed;
    private boolean moved;

    private Reading(Edition edition, TenantReader reader, Runnable onRepair) {
        this.edition = edition;
        this.reader = reader;
        this.onRepair = onRepair;
    }

    /** A reading from the beginning, of the newest records alone. It has nothing until it {@link #settle settles}. */
    static Reading begin(Edition edition, TenantReader reader, Runnable onRepair) {
        var reading = new Reading(edition, reader, onRepair);
        reading.sieve = new Sieve();
        return reading;
    }

    /** A reading from the beginning that looks at every record, and sets aside what makes no sense. */
    static Reading beginCarefully(Edition edition, TenantReader reader, Runnable onRepair) {
        return new Reading(edition, reader, onRepair);
    }

    /**
     * Goes on with what the disk holds.
     *
     * @throws DamagedCopy when the disk holds something that cannot be read
     */
    public static Reading load(Edition edition, TenantReader reader, Runnable onRepair) throws DamagedCopy {
        var reading = new Reading(edition, reader, onRepair);
        var faults = new HashMap<String, Exception>();
        edition.tenants((id, value) -> {
            try {
                reading.index.put(reader.tenant(value));
            } catch (Poison | SchemaMissing e) {
                faults.put(id.toString(), e);
            }
        });
        if (!faults.isEmpty()) {
            throw new DamagedCopy("stored tenants cannot be read: " + faults);
        }
        reading.next.putAll(edition.nextOffsets());
        reading.endReachedAt = edition.endReachedAt();
        for (var record : edition.quarantined()) {
            reading.quarantinedIn(record.partition()).put(record.offset(), record);
        }
        return reading;
    }

    Edition edition() {
        return edition;
    }

    TenantIndex index() {
        return index;
    }

    /** The tallies of what is applied; counted when they are first asked for, and kept up from then on. */
    Buckets buckets() {
        var counted = buckets;
        if (counted == null) {
            counted = new Buckets();
            for (var tenant : index.tenants()) {
                counted.add(tenant.id(), tenant.version());
            }
            buckets = counted;
        }
        return counted;
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
        if (sieve == null && (before == null || before != offset)) {
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
                                entry.getKey(),
                                entry.getValue(),
                                List.copyOf(quarantinedIn(entry.getKey()).keySet())))
                        .toList());
    }

    /**
     * Applies what the end of the log has left of a reading by newest records; nothing happens when that was done.
     *
     * @param commit puts on disk what was applied; called in between, so that it does not all wait in memory
     * @return false when a schema is still missing: to be called again
     * @throws Unclear when one of them makes no sense, so that the one before it is wanted
     */
    boolean settle(Runnable commit) throws DamagedCopy, Unclear {
        var sieved = sieve;
        if (sieved == null) {
            return true;
        }
        var applied = 0;
        for (var kept : sieved.newest()) {
            try {
                apply(reader.read(kept.id(), kept.version(), kept.value()), Instant.EPOCH);
            } catch (SchemaMissing e) {
                waits = true;
                return false;
            } catch (Poison e) {
                throw new Unclear("tenant " + kept.id() + " at version " + kept.version() + ": " + e.getMessage(), e);
            }
            sieved.remove(kept);
            if (++applied % SETTLED_AT_ONCE == 0) {
                commit.run();
            }
        }
        next.forEach(edition::nextOffset);
        sieve = null;
        waits = false;
        changed = true;
        return true;
    }

    /** Whether all is read, but a schema is missing. */
    boolean waits() {
        return waits;
    }

    /**
     * Takes a record in: applied, set aside, or passed over because it is old.
     *
     * @throws SchemaMissing when the record must wait for its schema; nothing has happened
     * @throws Unclear when the reading has to begin anew, record by record
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, DamagedCopy, Unclear {
        var sieved = sieve;
        if (sieved != null) {
            try {
                sieved.take(record);
            } catch (Poison e) {
                throw new Unclear(
                        "partition " + record.partition() + " offset " + record.offset() + ": " + e.getMessage(), e);
            }
            return;
        }
        TenantRecord read;
        try {
            read = reader.read(record);
        } catch (Poison poison) {
            setAside(record, poison);
            return;
        }
        if (apply(read, Instant.ofEpochMilli(record.timestamp()))) {
            changed = true;
            supersede(record);
        }
    }

    /** Takes in what was read again, as if it came now: if it is newer. */
    void take(Reread.Entry entry) throws DamagedCopy {
        changed |= apply(entry.record(), entry.appendedAt());
    }

    /** Makes a bucket what these records say, whatever it was: older versions and tenants that are not among them too. */
    void replace(int bucket, Collection<Reread.Entry> entries) throws DamagedCopy {
        var right = new HashMap<TenantId, Reread.Entry>();
        entries.forEach(entry -> right.put(entry.record().id(), entry));
        for (var tenant : List.copyOf(index.tenants())) {
            if (buckets().of(tenant.id()) == bucket && !right.containsKey(tenant.id())) {
                unindex(tenant.id());
                edition.forget(tenant.id());
                onRepair.run();
            }
        }
        for (var entry : entries) {
            switch (entry.record()) {
                case TenantRecord.State state -> {
                    if (!state.tenant().equals(index.find(state.tenant().id()))
                            || !Arrays.equals(edition.tenant(state.tenant().id()), state.value())) {
                        index(state);
                        onRepair.run();
                    }
                }
                case TenantRecord.Purge purge -> {
                    if (index.find(purge.id()) != null) {
                        onRepair.run();
                    }
                    purge(purge);
                }
            }
        }
        changed = true;
    }

    private boolean apply(TenantRecord read, Instant appendedAt) throws DamagedCopy {
        var applied = switch (read) {
            case TenantRecord.State state -> apply(state);
            case TenantRecord.Purge purge -> apply(purge);
        };
        if (applied && buckets != null) {
            buckets.appended(read.id(), appendedAt);
        }
        return applied;
    }

    private boolean apply(TenantRecord.State state) throws DamagedCopy {
        var tenant = state.tenant();
        if (edition.purgedAt(tenant.id()) >= tenant.version()) {
            return false;
        }
        var known = index.find(tenant.id());
        if (known != null && !isNews(state, known)) {
            return false;
        }
        index(state);
        return true;
    }

    private void index(TenantRecord.State state) {
        var tenant = state.tenant();
        var before = index.find(tenant.id());
        if (buckets != null) {
            if (before != null) {
                buckets.remove(tenant.id(), before.version());
            }
            buckets.add(tenant.id(), tenant.version());
        }
        index.put(tenant);
        edition.put(tenant.id(), state.value());
    }

    private void unindex(TenantId id) {
        var before = index.find(id);
        if (before != null && buckets != null) {
            buckets.remove(id, before.version());
        }
        index.remove(id);
    }

    private boolean isNews(TenantRecord.State state, Tenant known) throws DamagedCopy {
        var tenant = state.tenant();
        if (tenant.version() != known.version()) {
            return tenant.version() > known.version();
        }
        if (Arrays.equals(edition.tenant(tenant.id()), state.value())) {
            return false;
        }
        if (!tenant.equals(known)) {
            LOG.log(Level.WARNING, "Tenant {0} was repaired at version {1}.", tenant.id(), tenant.version());
            onRepair.run();
        }
        return true;
    }

    private boolean apply(TenantRecord.Purge purge) throws DamagedCopy {
        var known = index.find(purge.id());
        var version = purge.version();
        if (known != null && version != null && version < known.version()) {
            return false;
        }
        purge(purge);
        return true;
    }

    private void purge(TenantRecord.Purge purge) throws DamagedCopy {
        var known = index.find(purge.id());
        var version = purge.version();
        unindex(purge.id());
        var from = known == null ? edition.purgedAt(purge.id()) : known.version();
        edition.purge(purge.id(), Math.max(from, version == null ? 0 : version));
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, Poison poison) {
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
        quarantinedIn(record.partition()).put(record.offset(), kept);
        edition.setAside(kept);
        changed = true;
    }

    /** The newer state of the same tenant holds all that the unreadable record said. */
    private void supersede(ConsumerRecord<byte[], byte[]> record) {
        var kept = quarantinedIn(record.partition()).entrySet().iterator();
        while (kept.hasNext()) {
            var earlier = kept.next().getValue();
            if (earlier.offset() < record.offset() && Arrays.equals(earlier.key(), record.key())) {
                kept.remove();
                edition.superseded(earlier.partition(), earlier.offset());
            }
        }
    }

    private TreeMap<Long, Quarantined> quarantinedIn(int partition) {
        return quarantined.computeIfAbsent(partition, key -> new TreeMap<>());
    }
}
