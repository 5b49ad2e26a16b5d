package io.centercontrol.plans.catalog.store;

import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A feature as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record FeatureDocument(String name, String kind, @Nullable String unit, boolean deprecated, String updatedAt) {
    static FeatureDocument of(FeatureEntry entry) {
        var feature = entry.feature();
        return new FeatureDocument(
                feature.name(),
                feature.kind().name(),
                feature.unit(),
                feature.deprecated(),
                entry.updatedAt().toString());
    }

    FeatureEntry toEntry(String key, long version) {
        return new FeatureEntry(
                new Feature(key, name, Feature.Kind.valueOf(kind), unit, deprecated),
                version,
                Instant.parse(updatedAt));
    }
}
