package io.centercontrol.provisioning.shares.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one tenant service as their positions tell of them. Kept in memory alone: a second after a start it is
 * known again, since every instance tells of itself once a second.
 */
public final class Fleet {
    /** Who is silent for longer counts as gone, and its part goes to the others. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Before this long after the first word, some may not have been heard yet. */
    static final Duration GATHERING = Duration.ofSeconds(3);

    /** How long a call that nobody comes near any more keeps its uneven parts. */
    static final Duration COOLING = Duration.ofSeconds(10);

    /** Parted equally all the same, so that demand that moves finds something everywhere. */
    static final double EQUAL = 0.1;

    /** The most calls that are told of; of the others, equal parts are right enough. */
    static final int MOST_CALLS = 1_000;

    /** The most parts that are told: a record with more would be too large for its topic. */
    static final int MOST_PARTS = 100_000;

    /** The most instances that are heard at a time; one beyond them has no part until another is silent. */
    static final int MOST_INSTANCES = 1_000;

    /** The most calls that are remembered to have been near their limits. */
    static final int MOST_NEAR = 10_000;

    /** The most demands that are remembered of all instances together; one that comes beyond them counts as none. */
    static final int MOST_DEMANDS = 50_000;

    private static final Comparator<Call> ORDER = Comparator.comparing(Call::callClass)
            .thenComparing(call -> call.tenant().toString());

    private final String service;
    private final TreeMap<String, Told> instances = new TreeMap<>();
    private final Map<Call, Instant> near = new HashMap<>();
    private @Nullable Instant firstHeardAt;
    private int demands;

    private record Told(Instant at, Map<Call, Double> perSecond) {}

    /** Nobody has been heard yet. */
    public Fleet(String service) {
        this.service = service;
    }

    /** Takes note of one position. */
    public void hear(HeardDemand heard) {
        if (firstHeardAt == null) {
            firstHeardAt = heard.appendedAt();
        }
        var before = instances.remove(heard.instanceId());
        demands -= before == null ? 0 : before.perSecond.size();
        if (heard.stopping() || instances.size() >= MOST_INSTANCES) {
            return;
        }
        var told = heard.perSecond().size() <= MOST_DEMANDS - demands ? heard.perSecond() : Map.<Call, Double>of();
        demands += told.size();
        instances.put(heard.instanceId(), new Told(heard.appendedAt(), told));
        for (var call : told.keySet()) {
            if (near.size() < MOST_NEAR || near.containsKey(call)) {
                near.put(call, heard.appendedAt());
            }
        }
    }

    /** The shares that follow from it, without a version; empty while too little is known to say. */
    public Optional<Shares> shares(Instant now) {
        instances.values().removeIf(told -> told.at.isBefore(now.minus(PATIENCE)));
        demands = instances.values().stream()
                .mapToInt(told -> told.perSecond.size())
                .sum();
        near.values().removeIf(at -> at.isBefore(now.minus(COOLING)));
        if (instances.isEmpty()) {
            firstHeardAt = null;
        }
        if (firstHeardAt == null || now.isBefore(firstHeardAt.plus(GATHERING))) {
            return Optional.empty();
        }
        var told = List.copyOf(instances.values());
        return Optional.of(new Shares(service, 0, List.copyOf(instances.keySet()), uneven(told)));
    }

    private List<Shares.Share> uneven(List<Told> told) {
        if (told.size() < 2) {
            return List.of();
        }
        var demand = new HashMap<Call, Double>();
        told.forEach(one -> one.perSecond.forEach((call, perSecond) -> demand.merge(call, perSecond, Double::sum)));
        return near.keySet().stream()
                .sorted(Comparator.comparing((Call call) -> -demand.getOrDefault(call, 0.0))
                        .thenComparing(ORDER))
                .limit(Math.min(MOST_CALLS, MOST_PARTS / told.size()))
                .sorted(ORDER)
                .map(call -> new Shares.Share(call, parts(told, call, demand.getOrDefault(call, 0.0))))
                .toList();
    }

    /** Rounded down to thousandths, so that they are never more than 1 in all. */
    private static List<Float> parts(List<Told> told, Call call, double all) {
        var parts = new ArrayList<Float>(told.size());
        for (var one : told) {
            var equal = 1.0 / told.size();
            var own = all > 0 ? one.perSecond.getOrDefault(call, 0.0) / all : equal;
            parts.add((float) (Math.floor((EQUAL * equal + (1 - EQUAL) * own) * 1000) / 1000));
        }
        return parts;
    }
}
