package io.centercontrol.plans.subscription.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.plans.subscription.GovernanceView;
import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The local view of governance in PostgreSQL. */
@ApplicationScoped
class PostgresGovernanceView implements GovernanceView {
    private static final String SELECT = "select cast(to_jsonb(g) as text) from governance g ";
    private static final Defaults NOTHING_HEARD = new Defaults(null, 0, 0);

    private final Mutiny.SessionFactory sessions;

    PostgresGovernanceView(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A row of {@code governance}. */
    private record Row(long version, @Nullable String defaultPlan, long mostStores) {
        Defaults toDefaults() {
            return new Defaults(defaultPlan, mostStores, version);
        }
    }

    @Override
    public Uni<Void> hear(Defaults defaults, Instant since) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                                "insert into governance (version, default_plan, most_stores, since)"
                                        + " values (:version, :plan, :stores, :since) on conflict do nothing")
                        .setParameter("version", defaults.version())
                        .setParameter("plan", defaults.plan())
                        .setParameter("stores", defaults.mostStores())
                        .setParameter("since", since.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Defaults> defaults() {
        return sessions.withSession(
                        session -> OneColumn.select(session, SELECT + "order by version desc limit 1", String.class)
                                .getSingleResultOrNull())
                .map(PostgresGovernanceView::read);
    }

    /** Before the first that was heard, the first: there is no telling what held. */
    @Override
    public Uni<Defaults> defaultsAt(Instant moment) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                SELECT + "order by since <= :moment desc,"
                                        + " case when since <= :moment then version else -version end desc limit 1",
                                String.class)
                        .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
                        .getSingleResultOrNull())
                .map(PostgresGovernanceView::read);
    }

    private static Defaults read(@Nullable String row) {
        return row == null ? NOTHING_HEARD : Rows.read(row, Row.class).toDefaults();
    }
}
