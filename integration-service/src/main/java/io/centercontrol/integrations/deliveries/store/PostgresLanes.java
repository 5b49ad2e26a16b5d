package io.centercontrol.integrations.deliveries.store;

import io.centercontrol.integrations.deliveries.Due;
import io.centercontrol.integrations.deliveries.Lane;
import io.centercontrol.integrations.deliveries.Lanes;
import io.centercontrol.integrations.deliveries.model.Outcome;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.outgoing.model.Attempt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Lanes in PostgreSQL. */
@Singleton
class PostgresLanes implements Lanes {
    private static final String LEASE = """
            with leased as (
              update webhook_lane l set lease = :lease, leased_until = :until from (
                select endpoint_id from webhook_lane
                where open and due_at is not null and greatest(due_at, coalesce(leased_until, due_at)) <= :now
                order by greatest(due_at, coalesce(leased_until, due_at)) limit :most for update skip locked) c
              where l.endpoint_id = c.endpoint_id
              returning l.endpoint_id, l.failures, l.failing_since)
            select cast(to_jsonb(r) as text) from (
              select endpoint_id as endpoint, cast(:lease as uuid) as lease, failures, failing_since from leased) r
            """;

    /** What waits behind an elder of its subject is not due, whenever its own time is. */
    private static final String FIRST_OF_SUBJECT = " and not exists (select 1 from webhook_delivery b"
            + " where b.endpoint_id = d.endpoint_id and b.subject = d.subject and b.state = 'PENDING' and b.id < d.id %s)";

    private static final String DUE = """
            select cast(to_jsonb(r) as text) from (
              select d.id, d.event_id, d.subject, d.attempts,
                case when e.payload = 'FULL' then coalesce(m.full_body, m.thin) else m.thin end as body
              from webhook_delivery d join webhook_message m on m.event_id = d.event_id
                join webhook_endpoint e on e.id = d.endpoint_id
              where d.endpoint_id = :endpoint and d.state = 'PENDING' and d.due_at <= :now %s
              order by d.id limit :most) r
            """;

    private static final String RECORDED = """
            update webhook_delivery set state = :state, attempts = attempts + 1, attempted = attempted + 1,
              due_at = cast(cast(:due as text) as timestamptz),
              ended_at = case when :state = 'PENDING' then null else cast(:now as timestamptz) end,
              last_status = cast(:status as int), last_error = cast(:error as text)
            where id = :id and state = 'PENDING' and attempts = :attempts
            """;

    private static final String ATTEMPT = """
            insert into webhook_attempt (delivery_id, number, time, took_ms, url, status, error, answer)
            select d.id, d.attempted, :time, :took, :url, cast(:status as int), cast(:error as text),
              case when m.tenant_id is not null and exists
                (select 1 from webhook_erased_tenant t where t.tenant_id = m.tenant_id) then null else cast(:answer as text) end
            from webhook_delivery d join webhook_message m on m.event_id = d.event_id where d.id = :id
            on conflict do nothing
            """;

    private static final String TAKEN =
            "update webhook_lane set failures = 0, failing_since = null, delivered_at = :now"
                    + " where endpoint_id = :endpoint returning failures";

    private static final String FAILED = "update webhook_lane set failures = failures + 1,"
            + " failing_since = coalesce(failing_since, :now), failed_at = :now"
            + " where endpoint_id = :endpoint returning failures";

    private static final String HOLD =
            "select endpoint_id from webhook_lane where endpoint_id = :endpoint and lease = :lease for update";

    private static final String RELEASE = """
            update webhook_lane set lease = null, leased_until = null, due_at = greatest(:before, (
              select d.due_at from webhook_delivery d where d.endpoint_id = :endpoint and d.state = 'PENDING' %s
              order by d.due_at limit 1))
            where endpoint_id = :endpoint
            """;

    /** Without anything that waits it is due at no time: greatest() passes over null. */
    private static final String NOTHING_WAITS = """
            update webhook_lane l set due_at = null where endpoint_id = :endpoint and not exists
              (select 1 from webhook_delivery d where d.endpoint_id = l.endpoint_id and d.state = 'PENDING')
            """;

    private final Transactions transactions;
    private final Mutiny.SessionFactory sessions;
    private final Supplier<Uni<Optional<Instant>>> next;

    PostgresLanes(Transactions transactions, Mutiny.SessionFactory sessions, DueTimes dueTimes) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.next = dueTimes.of(
                "greatest(due_at, coalesce(leased_until, due_at))", "webhook_lane where open and due_at is not null");
    }

    @Override
    public Uni<List<Lane>> lease(UUID lease, Instant now, Duration holds, int most) {
        return transactions.run(session -> OneColumn.select(session, LEASE, String.class)
                .setParameter("lease", lease)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("until", now.plus(holds).atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList()
                .map(rows ->
                        rows.stream().map(row -> Rows.read(row, Lane.class)).toList()));
    }

    @Override
    public Uni<List<Due>> due(UUID endpoint, boolean ordered, Instant now, int most) {
        var sql = DUE.formatted(ordered ? FIRST_OF_SUBJECT.formatted("and b.due_at > :now") : "");
        return sessions.withSession(session -> OneColumn.select(session, sql, String.class)
                        .setParameter("endpoint", endpoint)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("most", most)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, Due.class))
                        .sorted(Comparator.comparingLong(Due::id))
                        .toList());
    }

    @Override
    public Uni<Integer> record(Lane lane, Due due, Attempt attempt, Outcome outcome, Instant now) {
        var state = switch (outcome) {
            case Outcome.Delivered() -> "DELIVERED";
            case Outcome.Again(Instant at) -> "PENDING";
            case Outcome.GivenUp() -> "FAILED";
        };
        var again = outcome instanceof Outcome.Again(Instant at) ? at.toString() : null;
        return transactions.run(session -> session.createNativeQuery(RECORDED)
                .setParameter("state", state)
                .setParameter("due", again)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("status", attempt.status())
                .setParameter("error", attempt.failure())
                .setParameter("id", due.id())
                .setParameter("attempts", due.attempts())
                .executeUpdate()
                .chain(rows -> rows == 0
                        ? Uni.createFrom().voidItem()
                        : session.createNativeQuery(ATTEMPT)
                                .setParameter("id", due.id())
                                .setParameter("time", attempt.time().atOffset(ZoneOffset.UTC))
                                .setParameter("took", (int) attempt.took().toMillis())
                                .setParameter("url", attempt.url())
                                .setParameter("status", attempt.status())
                                .setParameter("error", attempt.error())
                                .setParameter("answer", attempt.answer())
                                .executeUpdate()
                                .replaceWithVoid())
                .chain(() -> OneColumn.select(session, attempt.succeeded() ? TAKEN : FAILED, Integer.class)
                        .setParameter("endpoint", lane.endpoint())
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getSingleResult()));
    }

    /**
     * The lane is held before it is looked at what waits: who adds something meanwhile does so behind this, and makes the lane due
     * again.
     */
    @Override
    public Uni<Void> release(Lane lane, boolean ordered, Instant notBefore) {
        var release = RELEASE.formatted(ordered ? FIRST_OF_SUBJECT.formatted("") : "");
        return transactions.run(session -> OneColumn.select(session, HOLD, UUID.class)
                .setParameter("endpoint", lane.endpoint())
                .setParameter("lease", lane.lease())
                .getResultList()
                .chain(held -> held.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : session.createNativeQuery(release)
                                .setParameter("endpoint", lane.endpoint())
                                .setParameter("before", notBefore.atOffset(ZoneOffset.UTC))
                                .executeUpdate()
                                .chain(() -> session.createNativeQuery(NOTHING_WAITS)
                                        .setParameter("endpoint", lane.endpoint())
                                        .executeUpdate())
                                .replaceWithVoid()));
    }

    @Override
    public Uni<Optional<Instant>> next() {
        return next.get();
    }
}
