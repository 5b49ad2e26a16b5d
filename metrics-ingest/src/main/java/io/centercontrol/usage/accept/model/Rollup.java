package io.centercontrol.usage.accept.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** For which times figures are kept ready. */
public enum Rollup {
    /** The finest, of which all others can be made. */
    MINUTE(ChronoUnit.MINUTES),
    /** Whole hours, found by tenant. */
    HOUR(ChronoUnit.HOURS),
    /** Whole days of UTC, found by day. */
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Rollup(ChronoUnit unit) {
        this.unit = unit;
    }

    /** Where the one begins in which a moment lies. */
    public Instant floor(Instant moment) {
        return moment.truncatedTo(unit);
    }

    /** The first beginning of one at a moment or after it. */
    public Instant ceiling(Instant moment) {
        var floor = floor(moment);
        return floor.equals(moment) ? floor : floor.plus(1, unit);
    }
}
