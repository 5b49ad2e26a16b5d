package io.centercontrol.usage.consumption.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When what a meter grants starts over, in UTC. */
public enum Period {
    /** Never: of a limit. */
    NONE,
    DAY,
    MONTH;

    /** The day on which the period of a moment begins; of none, that day itself. */
    public LocalDate start(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return this == MONTH ? day.withDayOfMonth(1) : day;
    }

    /** The period of a moment; null where there is none. */
    public @Nullable Window at(Instant moment) {
        var start = start(moment);
        return switch (this) {
            case NONE -> null;
            case DAY -> Window.of(start, start.plusDays(1));
            case MONTH -> Window.of(start, start.plusMonths(1));
        };
    }
}
