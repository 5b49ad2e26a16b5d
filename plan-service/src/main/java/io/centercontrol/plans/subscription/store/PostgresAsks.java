package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.provision.Answers;
import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.Outcome;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.plans.subscription.Asks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
    private final Answers answers;
    private final Clock clock;

    PostgresAsks(Mutiny.SessionFactory sessions, Answers answers, Clock clock) {
        this.sessions = sessions;
        this.answers = answers;
        this.clock = clock;
    }

    /** A row of {@code ask}. */
    private record Row(UUID tenantId, long version, int attempt) {
        Ask toAsk() {
            return new Ask(new TenantId(tenantId), Ask.Task.PROVISION, version, attempt);
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
        return sessions.withSession(session -> session.createNativeQuery("delete from ask where tenant_id = :tenant")
                .setParameter("tenant", ask.tenant().value())
                .executeUpdate()
                .chain(() -> answers.answer(ask, outcome)));
    }
}
