package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A value that a tenant sees change.
 *
 * @param before null for off, or 0
 * @param after null for off, or 0
 */
public record ValueChange(
        String feature, @Nullable Grant before, @Nullable Grant after) {

    /** All that differs, by feature; who decided does not matter. */
    public static List<ValueChange> between(Collection<Value> before, Collection<Value> after) {
        var old = grants(before);
        var now = grants(after);
        var features = new TreeSet<>(old.keySet());
        features.addAll(now.keySet());
        var changes = new ArrayList<ValueChange>();
        for (var feature : features) {
            if (!Objects.equals(old.get(feature), now.get(feature))) {
                changes.add(new ValueChange(feature, old.get(feature), now.get(feature)));
            }
        }
        return changes;
    }

    private static TreeMap<String, Grant> grants(Collection<Value> values) {
        var grants = new TreeMap<String, Grant>();
        values.forEach(value -> grants.put(value.feature(), value.grant()));
        return grants;
    }
}
