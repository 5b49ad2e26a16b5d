package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.subscription.Asks;
import io.centercontrol.plans.subscription.EventEncoder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for subscriptions in PostgreSQL; the answers go by the outbox. Only these wait for something. */
@ApplicationScoped
class PostgresAsks implements Asks {
    private static final String PUT = """
            insert into ask (tenant_id, version, attempt, asked_at) values (:tenant, :version, :attempt, :now)
            on conflict (tenant_id) do update set
              version = excluded.version, attempt = excluded.attempt, asked_at = excluded.asked_at
            where (ask.version, ask.attempt) < (excluded.version, excluded.attempt)
            """;

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    PostgresAsks(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** A row of {@code ask}. */
    private record Row(UUID tenantId, long version, int attempt) {
        Ask toAsk() {
            return new Ask(new TenantId(tenantId), Task.PROVISION, version, attempt);
        }
    }

    @Override
    public Uni<Void> put(Ask ask) {
        return sessions.withSession(session -> session.createNativeQuery(PUT)
                        .setParameter("tenant", ask.tenant().value())
                        .setParameter("version", ask.version())
                        .setParameter("attempt", ask.attempt())
                        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Ask>> lock(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(a) as text) from ask a where tenant_id = :tenant for update",
                                String.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row)
                        .map(text -> Rows.read(text, Row.class).toAsk()));
    }

    @Override
    public Uni<Void> answer(Ask ask, Outcome outcome) {
        Instant now = clock.instant();
        return sessions.withSession(session -> session.createNativeQuery("delete from ask where tenant_id = :tenant")
                .setParameter("tenant", ask.tenant().value())
                .executeUpdate()
                .chain(() -> outbox.append(session, encoder.report(ids.next(), ask, outcome, now))));
    }
}
