package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A history by subject and by change. */
final class Index {
    private final Map<Subject, Life> lives = new LinkedHashMap<>();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Map<String, List<Entry.Past>> effects = new HashMap<>();
    private final Map<String, Set<String>> instances = new TreeMap<>();
    private final Map<Place, Long> ends = new TreeMap<>();
    private final Map<String, Map<Place, Long>> stood = new TreeMap<>();
    private final Map<String, Map<Place, Long>> claimed = new TreeMap<>();

    /** A partition of a topic. */
    record Place(String topic, int partition) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::topic)
                    .thenComparingInt(Place::partition)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return topic + " partition " + partition;
        }
    }

    Index(History history) {
        for (var entry : history.entries()) {
            var subject = History.subject(entry);
            if (subject != null) {
                lives.computeIfAbsent(subject, _ -> new Life()).add(entry);
            }
            switch (entry) {
                case Entry.Asked asked -> work(asked.op()).add(asked);
                case Entry.Answered answered -> work(answered.op()).add(answered);
                case Entry.Past past -> effect(past);
                case Entry.End end -> ends.put(new Place(end.topic(), end.partition()), end.offset());
                case Entry.Stood at -> {
                    copies(at.topic()).add(at.instance());
                    furthest(stood, at.instance(), new Place(at.topic(), at.partition()), at.nextOffset());
                }
                case Entry.Claimed at ->
                    furthest(claimed, at.instance(), new Place(at.topic(), at.partition()), at.nextOffset());
                case Entry.Copied copied -> copies(copied.subject().topic()).add(copied.instance());
                default -> {}
            }
        }
    }

    Map<Subject, Life> lives() {
        return lives;
    }

    Map<String, Work> works() {
        return works;
    }

    /** The committed versions whose reason names the change. */
    List<Entry.Past> effects(String op) {
        return effects.getOrDefault(op, List.of());
    }

    /** Every instance whose copy of a topic was looked at; empty for what nobody keeps a copy of. */
    Set<String> instances(String topic) {
        return instances.getOrDefault(topic, Set.of());
    }

    Map<Place, Long> ends() {
        return ends;
    }

    Map<String, Map<Place, Long>> stood() {
        return stood;
    }

    Map<String, Map<Place, Long>> claimed() {
        return claimed;
    }

    private Set<String> copies(String topic) {
        return instances.computeIfAbsent(topic, _ -> new TreeSet<>());
    }

    private Work work(String op) {
        return works.computeIfAbsent(op, _ -> new Work());
    }

    private void effect(Entry.Past past) {
        var op = Work.named(past.reason());
        if (op != null) {
            effects.computeIfAbsent(op, _ -> new ArrayList<>()).add(past);
        }
    }

    private static void furthest(Map<String, Map<Place, Long>> of, String instance, Place place, long offset) {
        of.computeIfAbsent(instance, _ -> new TreeMap<>()).merge(place, offset, Math::max);
    }
}
