package io.centercontrol.plans.subscription.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.plans.catalog.Uses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** How many subscriptions have a version, or will have it. */
@ApplicationScoped
class PostgresUses implements Uses {
    private final Mutiny.SessionFactory sessions;

    PostgresUses(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Long> of(String plan, int version) {
        return sessions.withSession(session -> OneColumn.select(
                        session,
                        "select count(*) from subscription where uses @> cast(cast(:uses as text) as jsonb)",
                        Long.class)
                .setParameter("uses", Rows.write(List.of(plan + "/" + version)))
                .getSingleResult());
    }
}
