package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
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
    static FeatureView of(Kept<FeatureEntry> kept) {
        return of(kept, null);
    }

    /** After a change. No tenant sees a value change by it: published versions stay, and tenants stay on theirs. */
    static FeatureView changed(Kept<FeatureEntry> kept) {
        return of(kept, List.of());
    }

    private static FeatureView of(Kept<FeatureEntry> kept, @Nullable List<Object> effects) {
        var entry = kept.state();
        var feature = entry.feature();
        return new FeatureView(
                feature.key(),
                feature.name(),
                feature.kind(),
                feature.unit(),
                feature.deprecated(),
                entry.version(),
                entry.updatedAt(),
                kept.eventId(),
                effects);
    }
}
