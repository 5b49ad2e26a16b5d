package io.centercontrol.audit.retention.model;

import java.time.Duration;

/** Long times as people write them: {@code P400D} rather than {@code PT9600H}. */
public final class Days {
    private Days() {}

    /** ISO 8601, in days when it is whole days. */
    public static String text(Duration duration) {
        return duration.isZero() || !duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toString()
                : "P" + duration.toDays() + "D";
    }
}
