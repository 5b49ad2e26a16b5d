package io.centercontrol.usage.meters.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Meter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A meter as clients see it.
 *
 * @param eventId the event that told of this version
 * @param changes after a change: what is other than it was
 */
record MeterView(
        String key,
        String name,
        @Nullable String description,
        String eventType,
        Aggregation aggregation,
        @Nullable String valueProperty,
        @Nullable String subjectProperty,
        List<String> groupBy,
        @Nullable String unit,
        @Nullable String currency,
        @Nullable String currencyProperty,
        Grade grade,
        @Nullable String feature,
        boolean archived,
        long version,
        Instant createdAt,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes) {
    static MeterView of(Kept<Meter> kept) {
        return of(kept, null);
    }

    static MeterView changed(Written<Meter> written) {
        return of(written.kept(), written.fields());
    }

    private static MeterView of(Kept<Meter> kept, @Nullable List<FieldChange> changes) {
        var meter = kept.state();
        var measure = meter.measure();
        var terms = meter.terms();
        return new MeterView(
                meter.key(),
                terms.name(),
                terms.description(),
                measure.eventType(),
                measure.aggregation(),
                measure.valueProperty(),
                measure.subjectProperty(),
                List.copyOf(terms.groupBy()),
                terms.unit(),
                measure.currency(),
                measure.currencyProperty(),
                measure.grade(),
                terms.feature(),
                meter.archived(),
                meter.version(),
                meter.createdAt(),
                meter.updatedAt(),
                kept.eventId(),
                changes);
    }
}
