package io.centercontrol.provisioning.shares.store;

import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.shares.EventEncoder;
import io.centercontrol.provisioning.shares.ToldShares;
import io.centercontrol.provisioning.shares.model.Shares;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Shares in PostgreSQL. They are derived, and have no history: only the newest are of any use. */
@ApplicationScoped
class PostgresShares implements ToldShares {
    private static final String KNOW =
            "insert into shares (service) values (:service) on conflict (service) do nothing";
    private static final String LOCK =
            "select cast(to_jsonb(s) as text) from shares s where s.service = :service for update";
    private static final String SAVE = """
            update shares s set (version, instances, uneven, event_id, updated_at)
              = (r.version, r.instances, r.uneven, r.event_id, r.updated_at)
            from jsonb_populate_record(cast(null as shares), cast(cast(:row as text) as jsonb)) r
            where s.service = r.service
            """;

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresShares(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Shares> lock(String service) {
        return sessions.withSession(session -> session.createNativeQuery(KNOW)
                .setParameter("service", service)
                .executeUpdate()
                .chain(() -> locked(session, service))
                .map(row -> Objects.requireNonNull(row).toModel()));
    }

    private static Uni<@Nullable SharesRow> locked(Mutiny.Session session, String service) {
        return OneColumn.select(session, LOCK, String.class)
                .setParameter("service", service)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : Rows.read(row, SharesRow.class));
    }

    @Override
    public Uni<Void> save(Shares next, Instant now) {
        var eventId = ids.next();
        return sessions.withSession(session -> session.createNativeQuery(SAVE)
                .setParameter("row", Rows.write(SharesRow.of(next, eventId, now)))
                .executeUpdate()
                .chain(() -> outbox.append(session, encoder.shares(eventId, next, now)))
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> republish(String service) {
        return sessions.withTransaction((session, tx) -> locked(session, service)
                .chain(row -> row == null || row.eventId() == null || row.updatedAt() == null
                        ? Uni.createFrom().voidItem()
                        : outbox.append(session, encoder.shares(row.eventId(), row.toModel(), row.updatedAt()))));
    }
}
