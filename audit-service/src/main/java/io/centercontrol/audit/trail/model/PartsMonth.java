package io.centercontrol.audit.trail.model;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What is personal of one category, of the entries that were recorded in one month (UTC): what is kept, and goes, together.
 */
public record PartsMonth(Category category, YearMonth month) {
    /** When it was over: from then on nothing is added to it. */
    public Instant end() {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
