package io.centercontrol.usage.meters.store;

import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.Money;
import io.centercontrol.usage.meters.model.Terms;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A meter as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record MeterDocument(
        String name,
        @Nullable String description,
        String eventType,
        String aggregation,
        @Nullable String valueProperty,
        @Nullable String subjectProperty,
        @Nullable String currency,
        @Nullable String currencyProperty,
        String grade,
        @Nullable String unit,
        List<String> groupBy,
        @Nullable String feature,
        boolean archived,
        String createdAt,
        String updatedAt) {
    static MeterDocument of(Meter meter) {
        var measure = meter.measure();
        var terms = meter.terms();
        return new MeterDocument(
                terms.name(),
                terms.description(),
                measure.eventType(),
                measure.aggregation().name(),
                measure.valueProperty(),
                measure.subjectProperty(),
                measure.currency(),
                measure.currencyProperty(),
                measure.grade().name(),
                terms.unit(),
                List.copyOf(terms.groupBy()),
                terms.feature(),
                meter.archived(),
                meter.createdAt().toString(),
                meter.updatedAt().toString());
    }

    Meter toMeter(String key, long version) {
        return new Meter(
                key,
                new Measure(
                        eventType,
                        Aggregation.valueOf(aggregation),
                        valueProperty,
                        subjectProperty,
                        money(),
                        Grade.valueOf(grade)),
                new Terms(name, description, unit, new TreeSet<>(groupBy), feature),
                archived,
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }

    private @Nullable Money money() {
        if (currency != null) {
            return new Money.OfCurrency(currency);
        }
        return currencyProperty == null ? null : new Money.AsSaid(currencyProperty);
    }
}
