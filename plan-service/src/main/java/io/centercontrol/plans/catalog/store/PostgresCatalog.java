package io.centercontrol.plans.catalog.store;

import io.centercontrol.plans.catalog.Catalog;
import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The catalog from memory for as long as its stamp says that nothing has changed, else from PostgreSQL. */
@ApplicationScoped
class PostgresCatalog implements Catalog {
    private record Cached(long stamp, Shelf shelf) {}

    private final Mutiny.SessionFactory sessions;
    private volatile @Nullable Cached cached;

    PostgresCatalog(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Shelf> shelf() {
        return sessions.withSession(session -> session.currentTransaction() == null
                ? CatalogStamp.read(session).chain(stamp -> {
                    var known = known(stamp);
                    // Who reads anew holds the catalog still, so that features and plans are of one moment.
                    return known == null
                            ? sessions.withTransaction(
                                    (reading, tx) -> CatalogStamp.share(reading).chain(now -> shelf(reading, now)))
                            : Uni.createFrom().item(known);
                })
                : CatalogStamp.share(session).chain(stamp -> shelf(session, stamp)));
    }

    /** The shelf for who holds the catalog in a state, alone or not. */
    Uni<Shelf> shelf(Mutiny.Session session, long stamp) {
        var known = known(stamp);
        return known == null
                ? load(session).invoke(shelf -> cached = new Cached(stamp, shelf))
                : Uni.createFrom().item(known);
    }

    private @Nullable Shelf known(long stamp) {
        var now = cached;
        return now != null && now.stamp() == stamp ? now.shelf() : null;
    }

    private static Uni<Shelf> load(Mutiny.Session session) {
        return all(session, FeatureRow.class)
                .chain(features -> all(session, PlanRow.class).map(plans -> shelf(features, plans)));
    }

    /** Detached, since a row that was read without its lock must not be what a later change in this session finds. */
    private static <R> Uni<List<R>> all(Mutiny.Session session, Class<R> type) {
        return session.createSelectionQuery("from " + type.getSimpleName(), type)
                .getResultList()
                .invoke(rows -> rows.forEach(session::detach));
    }

    private static Shelf shelf(List<FeatureRow> featureRows, List<PlanRow> planRows) {
        var features = new TreeMap<String, Feature>();
        featureRows.forEach(row -> features.put(row.id, row.state().feature()));
        var plans = new TreeMap<String, Plan>();
        planRows.forEach(row -> plans.put(row.id, row.state()));
        return new Shelf(features, plans);
    }
}
