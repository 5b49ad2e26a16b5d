package io.centercontrol.offer.store;

import io.centercontrol.kit.sql.OneColumn;
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
    private static final String OBSERVE = """
            insert into known_plan (key, version, name, kind, published, only_for, gone)
            values (:key, :version, :name, :kind, :published, cast(cast(:onlyFor as text) as uuid), false)
            on conflict (key) do update set version = excluded.version, name = excluded.name, kind = excluded.kind,
              published = excluded.published, only_for = excluded.only_for, gone = false
            where known_plan.version < excluded.version
            """;

    /** A tombstone carries the version of the last event, or one above it. */
    private static final String GONE = """
            insert into known_plan (key, version, name, kind, published, gone)
            values (:key, :version, '', 'OTHER', false, true)
            on conflict (key) do update set version = excluded.version, published = false, gone = true
            where known_plan.version <= excluded.version
            """;

    private static final String ON_OFFER =
            "select key from known_plan where kind = 'PLAN' and published and only_for is null and not gone";

    private static final String ANY_KNOWN = "select exists (select 1 from known_plan where not gone)";

    private final Mutiny.SessionFactory sessions;

    PostgresKnownPlans(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Void> observe(KnownPlan plan) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(OBSERVE)
                        .setParameter("key", plan.key())
                        .setParameter("version", plan.version())
                        .setParameter("name", plan.name())
                        .setParameter("kind", plan.kind().name())
                        .setParameter("published", plan.published())
                        .setParameter(
                                "onlyFor",
                                plan.onlyFor() == null ? null : plan.onlyFor().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> gone(String key, long version) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(GONE)
                        .setParameter("key", key)
                        .setParameter("version", version)
                        .executeUpdate())
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
