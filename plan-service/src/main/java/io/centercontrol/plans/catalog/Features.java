package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All features there are. Each method that changes one saves the row, the version in the history and the event in one
 * transaction, alone with the catalog.
 */
public interface Features {
    /** Saves a new feature; refuses a key that was ever used. */
    Uni<SavedFeature> create(Change<FeatureEntry> creation, Cause cause);

    /**
     * Locks a feature, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is the feature as it stands
     */
    Uni<SavedFeature> change(
            String key,
            @Nullable Long expectedVersion,
            Cause cause,
            Function<FeatureEntry, @Nullable Change<FeatureEntry>> decide);

    /** Sends a feature's newest event again, under the row's lock and unchanged; refuses when there is none. */
    Uni<Void> republish(String key);

    /** The feature with its newest event; refuses when there is none. */
    Uni<SavedFeature> get(String key);

    /** Features that a filter lets through, by key. */
    Uni<Page<SavedFeature>> find(FeatureFilter filter, int limit, @Nullable String cursor);

    /** Versions of one feature, newest first; refuses when there is none. */
    Uni<Page<CatalogVersion<FeatureEntry>>> history(String key, int limit, @Nullable String cursor);
}
