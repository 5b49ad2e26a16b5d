package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for plans. */
@ApplicationScoped
public class FindPlans {
    private final Plans plans;

    FindPlans(Plans plans) {
        this.plans = plans;
    }

    /** What is looked for. */
    public record Command(
            PlanFilter filter, int limit, @Nullable String cursor) {}

    /** One page, by key. */
    public Uni<Page<SavedPlan>> run(Command command) {
        return plans.find(command.filter(), command.limit(), command.cursor());
    }
}
