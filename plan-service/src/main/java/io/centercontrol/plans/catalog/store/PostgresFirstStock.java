package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.plans.catalog.FirstStock;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The first features and plans, saved by whoever locks the catalog first; the stamp tells the others. */
@ApplicationScoped
class PostgresFirstStock implements FirstStock {
    private final Mutiny.SessionFactory sessions;
    private final PostgresFeatures features;
    private final PostgresPlans plans;

    PostgresFirstStock(Mutiny.SessionFactory sessions, PostgresFeatures features, PostgresPlans plans) {
        this.sessions = sessions;
        this.features = features;
        this.plans = plans;
    }

    @Override
    public Uni<Void> begin(List<Change<FeatureEntry>> first, List<Change<Plan>> offers, Cause cause) {
        return sessions.withTransaction((session, tx) -> CatalogStamp.lock(session)
                .chain(stamp -> stamp != CatalogStamp.NEVER_CHANGED
                        ? Uni.createFrom().voidItem()
                        : Multi.createFrom()
                                .iterable(first)
                                .onItem()
                                .transformToUniAndConcatenate(change -> features.insert(session, change, cause))
                                .onItem()
                                .ignoreAsUni()
                                .chain(() -> Multi.createFrom()
                                        .iterable(offers)
                                        .onItem()
                                        .transformToUniAndConcatenate(change -> plans.save(session, change, cause))
                                        .onItem()
                                        .ignoreAsUni())));
    }
}
