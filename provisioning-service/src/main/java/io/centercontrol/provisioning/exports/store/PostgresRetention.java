package io.centercontrol.provisioning.exports.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.provisioning.exports.ExportsConfig;
import io.centercontrol.provisioning.exports.Retention;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** The local view of governance in PostgreSQL. */
@ApplicationScoped
class PostgresRetention implements Retention {
    private final Mutiny.SessionFactory sessions;
    private final ExportsConfig config;

    PostgresRetention(Mutiny.SessionFactory sessions, ExportsConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    @Override
    public Uni<Duration> current() {
        return sessions.withSession(
                        session -> OneColumn.select(session, "select export_retention from governance_view", Long.class)
                                .getSingleResultOrNull())
                .map(seconds -> seconds == null ? config.retention() : Duration.ofSeconds(seconds));
    }

    @Override
    public Uni<Void> hear(long version, Duration retention) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery("""
                        insert into governance_view (version, export_retention) values (:version, :retention)
                        on conflict (only_row) do update set
                          version = excluded.version, export_retention = excluded.export_retention
                        where governance_view.version < excluded.version
                        """)
                        .setParameter("version", version)
                        .setParameter("retention", retention.toSeconds())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
