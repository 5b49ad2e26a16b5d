package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two drafts of a version: each grant, the price, the trial. */
final class TermsDifference {
    private static final Terms NOTHING = new Terms(java.util.Map.of(), null, 0, null);

    private TermsDifference() {}

    /**
     * The fields that differ.
     *
     * @param path of the version
     * @param before null for a version that begins
     */
    static List<FieldChange> between(String path, @Nullable Terms before, Terms after) {
        var old = before == null ? NOTHING : before;
        var fields = new ArrayList<FieldChange>();
        var features = new TreeSet<>(old.grants().keySet());
        features.addAll(after.grants().keySet());
        for (var feature : features) {
            add(
                    fields,
                    path + "/grants/" + feature,
                    old.grants().get(feature),
                    after.grants().get(feature));
        }
        add(fields, path + "/price", old.price(), after.price());
        add(fields, path + "/trialDays", old.trialDays(), after.trialDays());
        add(fields, path + "/afterTrial", old.afterTrial(), after.afterTrial());
        return fields;
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
