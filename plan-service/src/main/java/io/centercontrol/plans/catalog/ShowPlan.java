package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone looks at a plan. */
@ApplicationScoped
public class ShowPlan {
    private final Plans plans;

    ShowPlan(Plans plans) {
        this.plans = plans;
    }

    /** Which one. */
    public record Command(String key) {}

    /** As it stands; refuses when there is none. */
    public Uni<SavedPlan> run(Command command) {
        return plans.get(command.key());
    }
}
