package io.centercontrol.usage.statements.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Where a tenant's periods begin and end: at midnight, by the tenant's time zone, of the day of the month on which it was registered,
 * or of the month's last day where it has no such day. A period begins where the one before ended, whatever became of the zone.
 */
public final class Periods {
    /**
     * A period is longer than this, and so has one anchor day in it: zones are a day apart at most, and months no shorter than 28 days.
     */
    private static final Duration SHORTEST = Duration.ofDays(14);

    private Periods() {}

    /**
     * Where the period ends that begins at a moment.
     *
     * @param anchor a day of the month, 1 to 31
     */
    public static Instant end(Instant start, int anchor, ZoneId zone) {
        var after = start.plus(SHORTEST);
        var month = YearMonth.from(after.atZone(zone));
        var end = midnight(month, anchor, zone);
        return end.isAfter(after) ? end : midnight(month.plusMonths(1), anchor, zone);
    }

    /**
     * Where a tenant's books begin: with its registration, or, of one that is older, with the period in which a moment lies.
     *
     * @param oldest nothing that happened before it can count any more
     */
    public static Instant first(Instant registered, Instant oldest, ZoneId zone) {
        if (!registered.isBefore(oldest)) {
            return registered.truncatedTo(ChronoUnit.MINUTES);
        }
        var anchor = anchor(registered, zone);
        var month = YearMonth.from(oldest.atZone(zone));
        var start = midnight(month, anchor, zone);
        var begun = start.isAfter(oldest) ? midnight(month.minusMonths(1), anchor, zone) : start;
        return begun.isBefore(registered) ? registered.truncatedTo(ChronoUnit.MINUTES) : begun;
    }

    /** The day of the month on which a tenant's periods begin. */
    public static int anchor(Instant registered, ZoneId zone) {
        return registered.atZone(zone).getDayOfMonth();
    }

    private static Instant midnight(YearMonth month, int anchor, ZoneId zone) {
        LocalDate day = month.atDay(Math.min(anchor, month.lengthOfMonth()));
        // Figures are by the minute: no period begins within one.
        return day.atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.MINUTES);
    }
}
