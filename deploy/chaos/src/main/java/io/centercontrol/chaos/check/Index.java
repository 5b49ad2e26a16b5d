package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A history by tenant and by change. */
final class Index {
    private final Map<UUID, Life> lives = new LinkedHashMap<>();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Map<String, List<Entry.Past>> effects = new HashMap<>();
    private final Set<String> instances = new TreeSet<>();
    private final Map<Integer, Long> ends = new TreeMap<>();
    private final Map<String, Map<Integer, Long>> stood = new TreeMap<>();
    private final Map<String, Map<Integer, Long>> claimed = new TreeMap<>();

    Index(History history) {
        for (var entry : history.entries()) {
            var tenant = History.tenant(entry);
            if (tenant != null) {
                lives.computeIfAbsent(tenant, _ -> new Life()).add(entry);
            }
            switch (entry) {
                case Entry.Asked asked -> work(asked.op()).add(asked);
                case Entry.Answered answered -> work(answered.op()).add(answered);
                case Entry.Past past -> effect(past);
                case Entry.End end -> ends.put(end.partition(), end.offset());
                case Entry.Stood at -> {
                    instances.add(at.instance());
                    furthest(stood, at.instance(), at.partition(), at.nextOffset());
                }
                case Entry.Claimed at -> furthest(claimed, at.instance(), at.partition(), at.nextOffset());
                case Entry.Copied copied -> instances.add(copied.instance());
                default -> {}
            }
        }
    }

    Map<UUID, Life> lives() {
        return lives;
    }

    Map<String, Work> works() {
        return works;
    }

    /** The committed versions whose reason names the change. */
    List<Entry.Past> effects(String op) {
        return effects.getOrDefault(op, List.of());
    }

    /** Every instance whose copy was looked at. */
    Set<String> instances() {
        return instances;
    }

    Map<Integer, Long> ends() {
        return ends;
    }

    Map<String, Map<Integer, Long>> stood() {
        return stood;
    }

    Map<String, Map<Integer, Long>> claimed() {
        return claimed;
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

    private static void furthest(Map<String, Map<Integer, Long>> of, String instance, int partition, long offset) {
        of.computeIfAbsent(instance, _ -> new TreeMap<>()).merge(partition, offset, Math::max);
    }
}
