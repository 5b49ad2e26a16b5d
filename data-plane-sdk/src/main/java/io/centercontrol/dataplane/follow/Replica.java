package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.Edition;
import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.dataplane.wire.StateRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one reading, in memory and on disk at once, and their tallies. Takes what is newer, or of an equal version
 * with other content; so duplicates, replays and reordering are harmless.
 */
final class Replica<V, I extends Index<V>> {
    private static final System.Logger LOG = System.getLogger(Replica.class.getName());

    private final Edition edition;
    private final I index;
    private final Runnable onRepair;
    private @Nullable Buckets buckets;

    Replica(Edition edition, I index, Runnable onRepair) {
        this.edition = edition;
        this.index = index;
        this.onRepair = onRepair;
    }

    /**
     * Takes over what the disk holds.
     *
     * @throws DamagedCopy when the disk holds something that cannot be read
     */
    void load(StateReader<?, V> reader) throws DamagedCopy {
        var faults = new HashMap<String, Exception>();
        edition.records((id, bytes) -> {
            try {
                var state = reader.state(bytes);
                index.put(state.id(), state.version(), state.value());
            } catch (Poison | SchemaMissing e) {
                faults.put(id, e);
            }
        });
        if (!faults.isEmpty()) {
            throw new DamagedCopy("stored records cannot be read: " + faults);
        }
    }

    Edition edition() {
        return edition;
    }

    I index() {
        return index;
    }

    /** The tallies of what is applied; counted when they are first asked for, and kept up from then on. */
    Buckets buckets() {
        var counted = buckets;
        if (counted == null) {
            counted = new Buckets();
            index.versions(counted::add);
            buckets = counted;
        }
        return counted;
    }

    /** Takes a record in; false when it is old. */
    boolean apply(StateRecord<V> read, Instant appendedAt) throws DamagedCopy {
        var applied = switch (read) {
            case StateRecord.State<V> state -> apply(state);
            case StateRecord.Purge<V> purge -> apply(purge);
        };
        if (applied && buckets != null) {
            buckets.appended(read.id(), appendedAt);
        }
        return applied;
    }

    /** Makes a bucket what these records say, whatever it was: older versions and ids that are not among them too. */
    void replace(int bucket, Collection<Reread.Entry<V>> entries) throws DamagedCopy {
        var right = new HashMap<String, Reread.Entry<V>>();
        entries.forEach(entry -> right.put(entry.record().id(), entry));
        var present = new ArrayList<String>();
        index.versions((id, version) -> present.add(id));
        for (var id : present) {
            if (buckets().of(id) == bucket && !right.containsKey(id)) {
                unindex(id);
                edition.forget(id);
                onRepair.run();
            }
        }
        for (var entry : entries) {
            switch (entry.record()) {
                case StateRecord.State<V> state -> {
                    if (!isSame(state)) {
                        index(state);
                        onRepair.run();
                    }
                }
                case StateRecord.Purge<V> purge -> {
                    if (index.find(purge.id()) != null) {
                        onRepair.run();
                    }
                    purge(purge);
                }
            }
        }
    }

    private boolean isSame(StateRecord.State<V> state) throws DamagedCopy {
        return state.version() == index.version(state.id())
                && state.value().equals(index.find(state.id()))
                && Arrays.equals(edition.record(state.id()), state.bytes());
    }

    private boolean apply(StateRecord.State<V> state) throws DamagedCopy {
        if (edition.purgedAt(state.id()) >= state.version() || !isNews(state)) {
            return false;
        }
        index(state);
        return true;
    }

    private void index(StateRecord.State<V> state) {
        var before = index.version(state.id());
        if (buckets != null) {
            if (before > 0) {
                buckets.remove(state.id(), before);
            }
            buckets.add(state.id(), state.version());
        }
        index.put(state.id(), state.version(), state.value());
        edition.put(state.id(), state.bytes());
    }

    private void unindex(String id) {
        var before = index.version(id);
        if (before > 0 && buckets != null) {
            buckets.remove(id, before);
        }
        index.remove(id);
    }

    private boolean isNews(StateRecord.State<V> state) throws DamagedCopy {
        var known = index.version(state.id());
        if (state.version() != known) {
            return state.version() > known;
        }
        if (Arrays.equals(edition.record(state.id()), state.bytes())) {
            return false;
        }
        if (!state.value().equals(index.find(state.id()))) {
            LOG.log(Level.WARNING, "{0} was repaired at version {1}.", state.id(), state.version());
            onRepair.run();
        }
        return true;
    }

    private boolean apply(StateRecord.Purge<V> purge) throws DamagedCopy {
        var version = purge.version();
        if (version != null && version < index.version(purge.id())) {
            return false;
        }
        purge(purge);
        return true;
    }

    private void purge(StateRecord.Purge<V> purge) throws DamagedCopy {
        var known = index.version(purge.id());
        var version = purge.version();
        unindex(purge.id());
        var from = known == 0 ? edition.purgedAt(purge.id()) : known;
        edition.purge(purge.id(), Math.max(from, version == null ? 0 : version));
    }
}
