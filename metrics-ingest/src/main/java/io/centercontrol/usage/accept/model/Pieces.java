package io.centercontrol.usage.accept.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Of which figures longer ones are put together: whole hours or days as far as they go, and minutes for what sticks out and for
 * hours that belong to two days, as they do in a zone that is half an hour off.
 *
 * @param rollup of which the whole ones are
 * @param whole from where to where those are taken; empty when there are none
 * @param split those among them that are not taken, since a figure's time ends within; they are among the minutes
 * @param minutes where minutes are taken, in order, without overlap
 */
public record Pieces(Rollup rollup, Stretch whole, List<Instant> split, List<Stretch> minutes) {
    public Pieces {
        split = List.copyOf(split);
        minutes = List.copyOf(minutes);
    }

    /**
     * The fewest for a question.
     *
     * @param isOfOne whether it is asked of one tenant
     * @param zone an IANA time zone, whose days and months are meant
     * @param asked from when to when
     */
    public static Pieces of(Step step, boolean isOfOne, String zone, Stretch asked) {
        var rollup = rollup(step, isOfOne);
        var whole = new Stretch(rollup.ceiling(asked.from()), rollup.floor(asked.to()));
        if (rollup == Rollup.MINUTE || whole.isEmpty()) {
            return minutes(asked);
        }
        List<Instant> split;
        try {
            split = split(step, rollup, ZoneId.of(zone), whole);
        } catch (DateTimeException e) {
            // PostgreSQL knows it and Java does not: minutes are right in any zone.
            return minutes(asked);
        }
        if (step == Step.HOUR && !split.isEmpty()) {
            return minutes(asked);
        }
        var minutes = new ArrayList<Stretch>();
        minutes.add(new Stretch(asked.from(), whole.from()));
        split.forEach(hour -> minutes.add(new Stretch(hour, rollup.ceiling(hour.plusNanos(1)))));
        minutes.add(new Stretch(whole.to(), asked.to()));
        minutes.removeIf(Stretch::isEmpty);
        return new Pieces(rollup, whole, split, minutes);
    }

    private static Pieces minutes(Stretch asked) {
        return new Pieces(Rollup.MINUTE, new Stretch(asked.from(), asked.from()), List.of(), List.of(asked));
    }

    private static Rollup rollup(Step step, boolean isOfOne) {
        return switch (step) {
            case MINUTE -> Rollup.MINUTE;
            case HOUR -> isOfOne ? Rollup.HOUR : Rollup.MINUTE;
            case DAY, MONTH -> isOfOne ? Rollup.HOUR : Rollup.DAY;
        };
    }

    /** Those in which a figure's time ends, but not with them. */
    private static List<Instant> split(Step step, Rollup rollup, ZoneId zone, Stretch whole) {
        var split = new ArrayList<Instant>();
        var day = step == Step.MONTH
                ? YearMonth.from(whole.from().atZone(zone)).atDay(1)
                : whole.from().atZone(zone).toLocalDate();
        var end = day.atStartOfDay(zone).toInstant();
        while (end.isBefore(whole.to())) {
            var one = rollup.floor(end);
            if (!one.equals(end) && !one.isBefore(whole.from())) {
                split.add(one);
            }
            day = step == Step.MONTH ? day.plusMonths(1) : day.plusDays(1);
            end = day.atStartOfDay(zone).toInstant();
        }
        return split;
    }
}
