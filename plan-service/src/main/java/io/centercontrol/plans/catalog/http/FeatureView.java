package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.plans.catalog.SavedFeature;
import io.centercontrol.plans.catalog.model.Feature;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A feature as clients see it.
 *
 * @param eventId the event that told of this version
 */
record FeatureView(
        String key,
        String name,
        Feature.Kind kind,
        @Nullable String unit,
        boolean deprecated,
        long version,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Object> effects) {
    static FeatureView of(SavedFeature saved) {
        return of(saved, null);
    }

    /** After a change. No tenant sees a value change by it: published versions stay, and tenants stay on theirs. */
    static FeatureView changed(SavedFeature saved) {
        return of(saved, List.of());
    }

    private static FeatureView of(SavedFeature saved, @Nullable List<Object> effects) {
        var entry = saved.entry();
        var feature = entry.feature();
        return new FeatureView(
                feature.key(),
                feature.name(),
                feature.kind(),
                feature.unit(),
                feature.deprecated(),
                entry.version(),
                entry.updatedAt(),
                saved.eventId(),
                effects);
    }
}
