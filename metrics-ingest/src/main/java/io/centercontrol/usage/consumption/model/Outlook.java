package io.centercontrol.usage.consumption.model;

import io.centercontrol.kernel.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's consumption stands beside what was told of it.
 *
 * @param told what was told last
 * @param features as they stand now, by feature
 * @param reached the thresholds that are reached for the first time
 */
public record Outlook(Consumption told, List<FeatureUse> features, List<Reached> reached, Instant now) {
    /** Figures are other than they were. */
    private static final String CHANGED = "consumption.changed";

    private static final String THRESHOLD_REACHED = "consumption.threshold-reached";
    private static final String PROJECTED_TO_EXCEED = "consumption.projected-to-exceed";

    public Outlook {
        features = List.copyOf(features);
        reached = List.copyOf(reached);
    }

    /**
     * Looks.
     *
     * @param granted what the plan grants now
     * @param used what was counted; nothing of what is not in it
     */
    public static Outlook of(Consumption told, Collection<Granted> granted, Map<Counted, Long> used, Instant now) {
        var before = told.features().stream()
                .collect(Collectors.toMap(use -> use.granted().feature(), Function.identity()));
        var features = new ArrayList<FeatureUse>();
        var reached = new ArrayList<Reached>();
        granted.stream().sorted(Comparator.comparing(Granted::feature)).forEach(one -> {
            var use = FeatureUse.of(one, used.getOrDefault(Counted.of(one), 0L), now);
            var last = before.get(one.feature());
            use.fresh(last).forEach(threshold -> reached.add(new Reached(one.feature(), threshold)));
            features.add(last == null ? use : use.after(last));
        });
        return new Outlook(told, features, reached, now);
    }

    /** Whether there is anything to tell. */
    public boolean isNews() {
        return told.version() == 0 || !features.equals(told.features());
    }

    /** Whether it must be told at once, and not with what comes after it. */
    public boolean isUrgent() {
        return !reached.isEmpty();
    }

    /**
     * What is told, in its order: thresholds and projections apart, so that who asks for one of the two is told of it. Nothing when
     * there is no news.
     */
    public List<Change<Consumption>> changes() {
        var changes = new ArrayList<Change<Consumption>>();
        add(changes, THRESHOLD_REACHED, one -> one.threshold() != Threshold.PROJECTED);
        add(changes, PROJECTED_TO_EXCEED, one -> one.threshold() == Threshold.PROJECTED);
        if (changes.isEmpty() && isNews()) {
            changes.add(change(CHANGED, 1, List.of()));
        }
        return List.copyOf(changes);
    }

    private void add(List<Change<Consumption>> changes, String type, Predicate<Reached> which) {
        var some = reached.stream().filter(which).toList();
        if (!some.isEmpty()) {
            changes.add(change(type, changes.size() + 1, some));
        }
    }

    private Change<Consumption> change(String type, int further, List<Reached> some) {
        return new Change<>(
                new Consumption(told.tenant(), told.version() + further, features, some, now), type, List.of());
    }

    /** When time alone will make something of it that is to be told; null when it will not. */
    public @Nullable Instant next() {
        return features.stream()
                .map(use -> use.projectedAt(now))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
