package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a feature was included when a period ended, and used in it.
 *
 * @param included null when there is no bound, or one for each day, of which the period as a whole has none
 * @param used what the meters say that tell of the feature
 * @param over what was used beyond what is included; null when included is
 */
public record Allowance(
        String feature,
        Kind kind,
        @Nullable Long included,
        BigInteger used,
        @Nullable BigInteger over) {
    /** What is included by a grant, and used by what was counted. */
    static Allowance of(Granted granted, List<Figure> figures) {
        return of(
                granted.feature(),
                granted.kind(),
                granted.unlimited() || granted.period() == Period.DAY ? null : granted.most(),
                figures);
    }

    private static Allowance of(String feature, Kind kind, @Nullable Long included, List<Figure> figures) {
        var used = figures.stream()
                .filter(figure -> feature.equals(figure.feature()))
                .map(Figure::quantity)
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Allowance(
                feature,
                kind,
                included,
                used,
                included == null
                        ? null
                        : used.subtract(BigInteger.valueOf(included)).max(BigInteger.ZERO));
    }

    /** The same grant beside other figures. */
    Allowance with(List<Figure> figures) {
        return of(feature, kind, included, figures);
    }
}
