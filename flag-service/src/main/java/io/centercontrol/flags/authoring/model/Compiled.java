package io.centercontrol.flags.authoring.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A flag made ready for its readers: every layer and every shared evaluator in one flagd flag definition.
 *
 * @param definition self-contained JSON text
 * @param offVariant what a kill switch picks; null for a flag that can have none
 * @param uses the shared evaluators in it, those that others refer to as well
 */
public record Compiled(
        String definition, FlagType type, @Nullable String offVariant, SortedSet<String> uses) {
    public Compiled {
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
    }
}
