package io.centercontrol.usage.consumption.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One period.
 *
 * @param start its first moment
 * @param end the first moment of the next one
 */
public record Window(Instant start, Instant end) {
    /** From the beginning of a day to that of another, in UTC. */
    static Window of(LocalDate first, LocalDate next) {
        return new Window(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** How long it is. */
    Duration length() {
        return Duration.between(start, end);
    }

    /** How much of it is over: nothing before it begins, all of it afterwards. */
    Duration elapsed(Instant now) {
        var passed = Duration.between(start, now);
        return passed.isNegative() ? Duration.ZERO : passed.compareTo(length()) > 0 ? length() : passed;
    }

    /** When a tenth of it is over. */
    Instant tenth() {
        return start.plus(length().dividedBy(10));
    }
}
