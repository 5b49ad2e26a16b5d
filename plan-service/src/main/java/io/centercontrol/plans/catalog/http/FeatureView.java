package io.centercontrol.plans.catalog.http;

import io.centercontrol.plans.catalog.SavedFeature;
import io.centercontrol.plans.catalog.model.Feature;
import java.time.Instant;
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
        UUID eventId) {
    static FeatureView of(SavedFeature saved) {
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
                saved.eventId());
    }
}
