package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All plans and add-ons there are, by key. What changes one is alone with the catalog. */
public interface Plans extends Aggregates<String, Plan> {
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
    Uni<Kept<Plan>> create(String key, Cause cause, Function<Shelf, Change<Plan>> decide);

    /**
     * Locks a plan, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @return the plan as it stands when nothing was to be changed
     */
    Uni<Kept<Plan>> change(String key, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide);

    /** Plans that a filter lets through, by key. */
    Uni<Page<Kept<Plan>>> find(PlanFilter filter, int limit, @Nullable String cursor);
}
