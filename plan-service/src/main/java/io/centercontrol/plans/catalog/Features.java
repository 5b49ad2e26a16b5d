package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All features there are, by key. What changes one is alone with the catalog. */
public interface Features extends Aggregates<String, FeatureEntry> {
    /** Saves a new feature; refuses a key that was ever used. */
    Uni<Kept<FeatureEntry>> create(Change<FeatureEntry> creation, Cause cause);

    /**
     * Locks a feature, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is the feature as it stands
     */
    Uni<Kept<FeatureEntry>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<FeatureEntry, @Nullable Change<FeatureEntry>> decide);

    /** Features that a filter lets through, by key. */
    Uni<Page<Kept<FeatureEntry>>> find(FeatureFilter filter, int limit, @Nullable String cursor);
}
