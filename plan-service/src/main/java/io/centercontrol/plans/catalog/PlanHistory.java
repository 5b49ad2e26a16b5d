package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Page;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a plan came to be what it is. */
@ApplicationScoped
public class PlanHistory {
    private final Plans plans;

    PlanHistory(Plans plans) {
        this.plans = plans;
    }

    /** Which part of which history. */
    public record Command(String key, int limit, @Nullable String cursor) {}

    /** Versions, newest first; refuses when there is none of the key. */
    public Uni<Page<CatalogVersion<Plan>>> run(Command command) {
        return plans.history(command.key(), command.limit(), command.cursor());
    }
}
