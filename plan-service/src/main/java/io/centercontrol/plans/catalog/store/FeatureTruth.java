package io.centercontrol.plans.catalog.store;

import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.plans.catalog.RepublishFeature;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.features.v1}. Nobody keeps a copy of it that is compared. */
@Singleton
class FeatureTruth extends TableTruth {
    private final RepublishFeature republishFeature;

    FeatureTruth(Mutiny.SessionFactory sessions, RepublishFeature republishFeature) {
        super(sessions, "cc.features.v1", "feature", "text", "true");
        this.republishFeature = republishFeature;
    }

    @Override
    public boolean compared() {
        return false;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishFeature.run(new RepublishFeature.Command(id));
    }
}
