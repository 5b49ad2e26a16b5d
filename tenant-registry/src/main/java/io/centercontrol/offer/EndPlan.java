package io.centercontrol.offer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A plan has left its topic: it is on offer no more. */
@ApplicationScoped
public class EndPlan {
    private final KnownPlans plans;

    EndPlan(KnownPlans plans) {
        this.plans = plans;
    }

    /** Which plan, and the version that its tombstone carries. */
    public record Command(String key, long version) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return plans.gone(command.key(), command.version());
    }
}
