package io.centercontrol.usage.consumption.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** How far a use has come, without a floating number. */
final class Level {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** How many percent of the limit its number must fall below a threshold, so that this can be reached again. */
    private static final int SLACK = 10;

    private Level() {}

    /** The highest of 0, 75, 90, 100 percent that is reached. Of what grants nothing, all is reached by anything. */
    static int of(Granted granted, long used) {
        var level = 0;
        for (var threshold : Threshold.values()) {
            if (threshold.percent() > level && isAt(granted, used, threshold.percent())) {
                level = threshold.percent();
            }
        }
        return level;
    }

    private static boolean isAt(Granted granted, long used, int percent) {
        return !granted.unlimited()
                && used > 0
                && BigInteger.valueOf(used)
                                .multiply(HUNDRED)
                                .compareTo(BigInteger.valueOf(granted.most()).multiply(BigInteger.valueOf(percent)))
                        >= 0;
    }

    /**
     * Whether more will be used than is granted when the period ends, at its pace so far. Before a tenth of it is over, nothing is
     * said.
     */
    static boolean isProjected(Granted granted, Window window, long used, Instant now) {
        return !now.isBefore(window.tenth()) && exceedsAt(granted, window, used, now);
    }

    /** Whether it would be projected at a moment, were no more used until then. */
    static boolean exceedsAt(Granted granted, Window window, long used, Instant moment) {
        return !granted.unlimited()
                && used > 0
                && BigInteger.valueOf(used)
                                .multiply(BigInteger.valueOf(window.length().toMillis()))
                                .compareTo(BigInteger.valueOf(granted.most())
                                        .multiply(BigInteger.valueOf(
                                                window.elapsed(moment).toMillis())))
                        > 0;
    }

    /** The thresholds that a use has reached. */
    static Set<Threshold> reached(int level, boolean projected) {
        var reached = EnumSet.noneOf(Threshold.class);
        for (var threshold : Threshold.values()) {
            if (threshold == Threshold.PROJECTED ? projected && level < 100 : threshold.percent() <= level) {
                reached.add(threshold);
            }
        }
        return reached;
    }

    /** Whether the number of a limit has fallen so far below a threshold that this can be reached again. */
    static boolean isFarBelow(Granted granted, long used, Threshold threshold) {
        return !isAt(granted, used, threshold.percent() - SLACK);
    }
}
