package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A feature as it stands in the catalog. Its key and its kind never change, since plans and tenant services speak of it by
 * them.
 *
 * @param version rises by one with each change, from 1
 */
public record FeatureEntry(Feature feature, long version, Instant updatedAt) implements Aggregate {
    @Override
    public String aggregateId() {
        return feature.key();
    }

    @Override
    public String inWords() {
        return "The feature " + feature.key();
    }

    /** A new feature. */
    public static Change<FeatureEntry> create(
            String key, String name, Feature.Kind kind, @Nullable String unit, Instant now) {
        var feature = new Feature(key, name, kind, unit, false);
        FeatureRules.check(feature);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/key", null, key));
        fields.add(new FieldChange("/name", null, name));
        fields.add(new FieldChange("/kind", null, kind));
        if (unit != null) {
            fields.add(new FieldChange("/unit", null, unit));
        }
        return new Change<>(new FeatureEntry(feature, 1, now), "feature.created", fields);
    }

    /** Other words for it, or its deprecation; null when nothing is other than it was. */
    public @Nullable Change<FeatureEntry> revise(String name, @Nullable String unit, boolean deprecated, Instant now) {
        var next = new Feature(feature.key(), name, feature.kind(), unit, deprecated);
        FeatureRules.check(next);
        return next.equals(feature)
                ? null
                : new Change<>(new FeatureEntry(next, version + 1, now), "feature.revised", difference(feature, next));
    }

    private static List<FieldChange> difference(Feature before, Feature after) {
        var fields = new ArrayList<FieldChange>();
        add(fields, "/name", before.name(), after.name());
        add(fields, "/unit", before.unit(), after.unit());
        add(fields, "/deprecated", before.deprecated(), after.deprecated());
        return fields;
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
