package io.centercontrol.usage.kpi.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days of UTC, one after the other.
 *
 * @param from the first
 * @param to the last
 */
public record Span(LocalDate from, LocalDate to) {
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("nothing lies from " + from + " to " + to);
        }
    }

    /** The whole days that were over last. */
    public static Span ofLast(int days, LocalDate today) {
        return new Span(today.minusDays(days), today.minusDays(1));
    }

    /** How many days it has. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** As many days directly before it. */
    public Span before() {
        return new Span(from.minusDays(days()), from.minusDays(1));
    }
}
