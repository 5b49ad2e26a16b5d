package io.centercontrol.plans.catalog;

import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.catalog.model.Plan;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All features, plans and add-ons at one moment.
 *
 * @param features by key, the deprecated ones too
 * @param plans by key, add-ons too, each with all of its versions
 */
public record Shelf(SortedMap<String, Feature> features, SortedMap<String, Plan> plans) {
    public Shelf {
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
        plans = Collections.unmodifiableSortedMap(new TreeMap<>(plans));
    }

    /** The plan or add-on; null when there is none. */
    public @Nullable Plan plan(String key) {
        return plans.get(key);
    }

    /** What a version grants, by feature; it must be there. */
    public Map<String, Grant> grants(String plan, int version) {
        var found = plans.get(plan);
        if (found == null) {
            throw new IllegalStateException("a tenant has the plan " + plan + ", which is not in the catalog");
        }
        return found.find(version).terms().grants();
    }
}
