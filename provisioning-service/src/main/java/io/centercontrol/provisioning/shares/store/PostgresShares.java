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
import org.hibernate.reactive.mutiny.Mutiny;

/** Shares in PostgreSQL. They are derived, and have no history: only the newest are of any use. */
@ApplicationScoped
class PostgresShares implements ToldShares {
    private static final String KNOW =
            "insert into shares (service) values (:service) on conflict (service) do nothing";
    private static final String LOCK =
            "select cast(to_jsonb(s) as text) from shares s where s.service = :service for update";
    private static final String SAVE = """
            update shares s set (version, instances, uneven) = (r.version, r.instances, r.uneven)
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
                .chain(() -> OneColumn.select(session, LOCK, String.class)
                        .setParameter("service", service)
                        .getSingleResult())
                .map(row -> Rows.read(row, SharesRow.class).toModel()));
    }

    @Override
    public Uni<Void> save(Shares next, Instant now) {
        return sessions.withSession(session -> session.createNativeQuery(SAVE)
                .setParameter("row", Rows.write(SharesRow.of(next)))
                .executeUpdate()
                .chain(() -> outbox.append(session, encoder.shares(ids.next(), next, now)))
                .replaceWithVoid());
    }
}
