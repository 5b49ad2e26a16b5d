package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole platform where nothing else is said.
 *
 * @param plan key of the plan of a tenant that names none; null when nothing is said of it
 * @param mostStores most stores of a tenant
 * @param version of the governance that says so; 0 before any was heard
 */
public record Defaults(@Nullable String plan, long mostStores, long version) {
    /** The feature that governance has a default of. */
    public static final String STORES = "stores";

    /** By feature. */
    public Map<String, Grant> grants() {
        return Map.of(STORES, new Grant.Limit(mostStores, true));
    }
}
