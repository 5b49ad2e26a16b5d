package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All plans and add-ons there are. Each method that changes one saves the row, the version in the history and the event in
 * one transaction, alone with the catalog.
 */
public interface Plans {
    /** What is to become of a plan. */
    @FunctionalInterface
    interface Decision {
        /**
         * Decides, while nobody else changes the catalog or computes with it.
         *
         * @return null when nothing is to be changed
         */
        Uni<? extends @Nullable Change<Plan>> on(Plan plan, Shelf shelf);
    }

    /** Saves a new plan; refuses a key that was ever used. */
    Uni<SavedPlan> create(String key, Cause cause, Function<Shelf, Change<Plan>> decide);

    /**
     * Locks a plan, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @return the plan as it stands when nothing was to be changed
     */
    Uni<SavedPlan> change(String key, @Nullable Long expectedVersion, Cause cause, Decision decide);

    /** Sends a plan's newest event again, under the row's lock and unchanged; refuses when there is none. */
    Uni<Void> republish(String key);

    /** The plan with its newest event; refuses when there is none. */
    Uni<SavedPlan> get(String key);

    /** Plans that a filter lets through, by key. */
    Uni<Page<SavedPlan>> find(PlanFilter filter, int limit, @Nullable String cursor);

    /** Versions of one plan's aggregate, newest first; refuses when there is none. */
    Uni<Page<CatalogVersion<Plan>>> history(String key, int limit, @Nullable String cursor);
}
