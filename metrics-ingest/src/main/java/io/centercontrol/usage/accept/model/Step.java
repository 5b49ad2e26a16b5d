package io.centercontrol.usage.accept.model;

import java.time.Duration;
import java.util.Locale;

/** How long a figure's time is. */
public enum Step {
    /** A minute. */
    MINUTE(Duration.ofHours(1), Duration.ofDays(7)),
    /** An hour. */
    HOUR(Duration.ofDays(2), Duration.ofDays(62)),
    /** A day of a time zone: of 23 and 25 hours, too. */
    DAY(Duration.ofDays(30), Duration.ofDays(800)),
    /** A month of a time zone. */
    MONTH(Duration.ofDays(365), Duration.ofDays(800));

    private final Duration usual;
    private final Duration most;

    Step(Duration usual, Duration most) {
        this.usual = usual;
        this.most = most;
    }

    /** How far back is looked when nobody says. */
    public Duration usual() {
        return usual;
    }

    /** How much can be asked for at once. */
    public Duration most() {
        return most;
    }

    /** How long it is at least. */
    public Duration least() {
        return switch (this) {
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofHours(23);
            case MONTH -> Duration.ofDays(28);
        };
    }

    /** As PostgreSQL calls it. */
    public String unit() {
        return name().toLowerCase(Locale.ROOT);
    }
}
