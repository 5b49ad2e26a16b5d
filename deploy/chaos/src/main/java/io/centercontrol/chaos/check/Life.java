package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a history holds of one subject. */
final class Life {
    private final List<Entry.Row> rows = new ArrayList<>();
    private final NavigableMap<Long, Entry.Past> past = new TreeMap<>();
    private final List<Entry.Said> said = new ArrayList<>();
    private final List<Entry.Audited> audited = new ArrayList<>();
    private final List<Entry.Ended> ended = new ArrayList<>();
    private final List<Entry.Placed> placed = new ArrayList<>();
    private final List<Entry.Counted> counted = new ArrayList<>();
    private final List<Entry.Copied> copies = new ArrayList<>();
    private final List<Entry.Decided> decisions = new ArrayList<>();
    private final List<Entry.Proven> proofs = new ArrayList<>();

    void add(Entry entry) {
        switch (entry) {
            case Entry.Row row -> rows.add(row);
            case Entry.Past version -> past.put(version.version(), version);
            case Entry.Said record -> said.add(record);
            case Entry.Audited entryOfTrail -> audited.add(entryOfTrail);
            case Entry.Ended tombstone -> ended.add(tombstone);
            case Entry.Placed order -> placed.add(order);
            case Entry.Counted orders -> counted.add(orders);
            case Entry.Copied copy -> copies.add(copy);
            case Entry.Decided decision -> decisions.add(decision);
            case Entry.Proven proof -> proofs.add(proof);
            default -> {}
        }
    }

    /** The owner's row; null when there is none. */
    Entry.@Nullable Row row() {
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** The version as it was committed; null when it was not. */
    Entry.@Nullable Past at(long version) {
        return past.get(version);
    }

    NavigableMap<Long, Entry.Past> past() {
        return past;
    }

    /** Committed versions after this one. */
    Map<Long, Entry.Past> after(long version) {
        return past.tailMap(version, false);
    }

    /** Whether it was erased: it has a tombstone, and no row any more. What it was may not be held against anything. */
    boolean isEnded() {
        return !ended.isEmpty() && rows.isEmpty();
    }

    /** Whether the owner has taken what it was out of its past: a deleted tenant's past keeps its events and no data. */
    boolean isRedacted() {
        var row = row();
        return row != null && "DELETED".equals(row.status());
    }

    List<Entry.Ended> ended() {
        return ended;
    }

    /** Its orders in the tenant service's database. */
    List<Entry.Placed> placed() {
        return placed;
    }

    /** What its orders come to in both places. */
    List<Entry.Counted> counted() {
        return counted;
    }

    List<Entry.Said> said() {
        return said;
    }

    List<Entry.Audited> audited() {
        return audited;
    }

    List<Entry.Copied> copies() {
        return copies;
    }

    List<Entry.Decided> decisions() {
        return decisions;
    }

    List<Entry.Proven> proofs() {
        return proofs;
    }
}
