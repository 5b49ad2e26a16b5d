package io.centercontrol.governance.model;

import java.time.Duration;

/** Long times as people write them: {@code P30D} rather than {@code PT720H}. */
public final class Days {
    private Days() {}

    /** ISO 8601, in days when it is whole days. */
    public static String text(Duration duration) {
        return duration.isZero() || !duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toString()
                : "P" + duration.toDays() + "D";
    }
}
