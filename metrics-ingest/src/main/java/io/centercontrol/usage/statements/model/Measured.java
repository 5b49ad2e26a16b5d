package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Use;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says of a meter itself.
 *
 * @param feature whose use it tells; null of none
 */
public record Measured(
        Aggregation aggregation,
        @Nullable String feature,
        @Nullable String unit) {
    /** Of a meter as it is now. */
    public static Measured of(Meter meter) {
        return new Measured(
                meter.measure().aggregation(),
                Use.isOf(meter) ? meter.terms().feature() : null,
                meter.terms().unit());
    }

    /** Of a meter as a statement has it. */
    static Measured of(Figure figure) {
        return new Measured(figure.aggregation(), figure.feature(), figure.unit());
    }

    Measured ofFeature(@Nullable String other) {
        return new Measured(aggregation, other, unit);
    }
}
