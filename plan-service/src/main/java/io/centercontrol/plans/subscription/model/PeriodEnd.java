package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Price;
import java.time.Instant;
import java.time.ZoneOffset;

/** When the period ends that a price is due for. Periods are counted from the plan's beginning, in UTC. */
public final class PeriodEnd {
    private PeriodEnd() {}

    /**
     * The first end of a period after a moment. Counted from the beginning each time, so that a plan begun on the 31st does
     * not slip to the 28th for good.
     */
    public static Instant after(Instant begun, Price.Interval interval, Instant moment) {
        var start = begun.atOffset(ZoneOffset.UTC);
        for (var periods = 1; ; periods++) {
            var end = switch (interval) {
                case MONTH -> start.plusMonths(periods);
                case YEAR -> start.plusYears(periods);
            };
            if (end.toInstant().isAfter(moment)) {
                return end.toInstant();
            }
        }
    }
}
