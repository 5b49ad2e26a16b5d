package io.centercontrol.plans.catalog.store;

import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.plans.catalog.RepublishPlan;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.plans.v1}. */
@Singleton
class PlanTruth extends TableTruth {
    private final RepublishPlan republishPlan;

    PlanTruth(Mutiny.SessionFactory sessions, RepublishPlan republishPlan) {
        super(sessions, "cc.plans.v1", "plan", "text", "true");
        this.republishPlan = republishPlan;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishPlan.run(new RepublishPlan.Command(id));
    }
}
