package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where the platform's first features and plans are put, once. */
public interface FirstStock {
    /**
     * Saves all of these in one transaction, unless the catalog was ever changed; of several who begin at once one does.
     *
     * @param plans several changes of a plan stand in their order
     */
    Uni<Void> begin(List<Change<FeatureEntry>> features, List<Change<Plan>> plans, Cause cause);
}
