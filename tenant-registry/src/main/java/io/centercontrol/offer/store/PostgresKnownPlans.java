package io.centercontrol.offer.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.view.ViewTable;
import io.centercontrol.offer.KnownPlan;
import io.centercontrol.offer.KnownPlans;
import io.centercontrol.offer.OnOffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/** The local view of plans in PostgreSQL. */
@ApplicationScoped
class PostgresKnownPlans implements KnownPlans {
    private static final ViewTable<KnownPlan> TABLE = new ViewTable<>("known_plan", "key", KnownPlan.class);

    private static final String ON_OFFER =
            "select key from known_plan where kind = 'PLAN' and published and only_for is null and not gone";

    private static final String ANY_KNOWN = "select exists (select 1 from known_plan where not gone)";

    private final Mutiny.SessionFactory sessions;

    PostgresKnownPlans(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Void> hear(KnownPlan plan) {
        return sessions.withTransaction((session, tx) -> TABLE.hear(session, plan))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> gone(String key, long version) {
        var left = new KnownPlan(key, version, "", KnownPlan.Kind.OTHER, false, null);
        return sessions.withTransaction((session, tx) -> TABLE.gone(session, left))
                .replaceWithVoid();
    }

    @Override
    public Uni<OnOffer> onOffer() {
        return sessions.withSession(session -> OneColumn.select(session, ON_OFFER, String.class)
                .getResultList()
                .chain(keys -> OneColumn.select(session, ANY_KNOWN, Boolean.class)
                        .getSingleResult()
                        .map(any -> new OnOffer(new TreeSet<>(keys), any))));
    }
}
