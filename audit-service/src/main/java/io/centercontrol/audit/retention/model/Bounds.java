package io.centercontrol.audit.retention.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What governance allows.
 *
 * @param least null for no bound
 * @param most null for no bound
 */
public record Bounds(@Nullable Duration least, @Nullable Duration most) {
    /** While nothing was heard of governance. */
    public static final Bounds NONE = new Bounds(null, null);

    /** The same, or what of it is allowed: bounds may be tightened when policies stand. */
    public Duration within(Duration period) {
        if (most != null && period.compareTo(most) > 0) {
            return most;
        }
        return least != null && period.compareTo(least) < 0 ? least : period;
    }

    /** Whether it is allowed as it is. */
    public boolean allow(Duration period) {
        return within(period).equals(period);
    }

    /** For people. */
    public String inWords() {
        if (least == null) {
            return most == null ? "any time" : "at most " + Days.text(most);
        }
        return most == null ? "at least " + Days.text(least) : Days.text(least) + " to " + Days.text(most);
    }
}
