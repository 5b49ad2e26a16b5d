package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a period will have when it ends, at its pace so far. */
public final class Projection {
    private Projection() {}

    /**
     * Of a figure; null where there is none: of the highest, the latest and different subjects, and before a tenth of the period is
     * over.
     */
    public static @Nullable BigInteger of(Figure figure, Instant start, Instant end, Instant now) {
        var length = Duration.between(start, end);
        var elapsed = Duration.between(start, now);
        if (figure.aggregation() != Aggregation.SUM && figure.aggregation() != Aggregation.COUNT
                || elapsed.compareTo(length.dividedBy(10)) < 0) {
            return null;
        }
        return elapsed.compareTo(length) >= 0
                ? figure.quantity()
                : figure.quantity()
                        .multiply(BigInteger.valueOf(length.toMillis()))
                        .divide(BigInteger.valueOf(elapsed.toMillis()));
    }
}
