package io.centercontrol.offer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The plan service tells of a plan. */
@ApplicationScoped
public class FollowPlan {
    private final KnownPlans plans;

    FollowPlan(KnownPlans plans) {
        this.plans = plans;
    }

    /** What the event said. */
    public record Command(KnownPlan plan) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return plans.observe(command.plan());
    }
}
