package io.centercontrol.usage.consumption.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has used of one feature.
 *
 * @param window the period of a meter; null of a limit
 * @param used how much in the period; of a limit, how many there are
 * @param level the highest of 0, 75, 90, 100 percent that it has reached
 * @param projected whether more will be used than is granted when the period ends
 * @param reached the thresholds that were told of and are not told of again: of a meter in this period, of a limit until its number
 *     has fallen by a tenth of the limit below
 */
public record FeatureUse(
        Granted granted,
        @Nullable Window window,
        long used,
        int level,
        boolean projected,
        SortedSet<Threshold> reached) {
    public FeatureUse {
        reached = Collections.unmodifiableSortedSet(new TreeSet<>(reached));
    }

    /** As it stands at a moment, when nothing was told of it before. */
    public static FeatureUse of(Granted granted, long used, Instant now) {
        var window = granted.period().at(now);
        var level = Level.of(granted, used);
        var projected = window != null && Level.isProjected(granted, window, used, now);
        return new FeatureUse(granted, window, used, level, projected, new TreeSet<>(Level.reached(level, projected)));
    }

    /** The same as it follows one that was told: what was reached of that one is so of this, if it is of the same bound and period. */
    FeatureUse after(FeatureUse told) {
        if (!granted.isBoundAs(told.granted) || !isOfTimeOf(told)) {
            return this;
        }
        var all = new TreeSet<>(reached);
        told.reached.stream()
                .filter(threshold -> window != null || !Level.isFarBelow(granted, used, threshold))
                .forEach(all::add);
        return new FeatureUse(granted, window, used, level, projected, all);
    }

    /** As it stands at a moment until which nothing was used since: nothing, once its period is over. */
    public FeatureUse at(Instant now) {
        return window == null || now.isBefore(window.end()) ? this : of(granted, 0, now);
    }

    private boolean isOfTimeOf(FeatureUse told) {
        return window == null ? told.window == null : window.equals(told.window);
    }

    /**
     * The thresholds that it reaches now and that were not told of.
     *
     * @param told what was told of the feature; null when nothing was
     */
    Set<Threshold> fresh(@Nullable FeatureUse told) {
        var fresh = new TreeSet<>(Level.reached(level, projected));
        if (told != null && isOfTimeOf(told)) {
            // Of another bound in the same period: what it was at before is no news.
            fresh.removeAll(granted.isBoundAs(told.granted) ? told.reached : Level.reached(told.level, told.projected));
        }
        return fresh;
    }

    /** When, without more use, it will be known that it is projected; null when it never will. */
    @Nullable
    Instant projectedAt(Instant now) {
        return window != null
                        && level < 100
                        && now.isBefore(window.tenth())
                        && Level.exceedsAt(granted, window, used, window.tenth())
                ? window.tenth()
                : null;
    }
}
