package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest event of a plan is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishPlan {
    private final Plans plans;

    RepublishPlan(Plans plans) {
        this.plans = plans;
    }

    /** Which one. */
    public record Command(String key) {}

    /** Sends; refuses when there is none. */
    public Uni<Void> run(Command command) {
        return plans.republish(command.key());
    }
}
