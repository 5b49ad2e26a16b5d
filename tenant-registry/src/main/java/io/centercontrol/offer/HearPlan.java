package io.centercontrol.offer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The plan service tells of a plan. */
@ApplicationScoped
public class HearPlan {
    private final KnownPlans plans;

    HearPlan(KnownPlans plans) {
        this.plans = plans;
    }

    /** What the event said. */
    public record Command(KnownPlan plan) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return plans.hear(command.plan());
    }
}
