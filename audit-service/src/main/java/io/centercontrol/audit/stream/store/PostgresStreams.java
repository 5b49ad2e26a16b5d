package io.centercontrol.audit.stream.store;

import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.StreamStore;
import io.centercontrol.audit.stream.model.StreamRefusals;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Streams in PostgreSQL, a row each. The log's head says which are behind. */
@Singleton
class PostgresStreams implements StreamStore {
    private static final String SELECT = "select cast(to_jsonb(s) as text) from siem_stream s";

    private static final String SAVE = """
            insert into siem_stream select r.* from jsonb_populate_record(cast(null as siem_stream),
              cast(cast(:row as text) as jsonb)) r
            on conflict (id) do update set
              name = excluded.name, url = excluded.url, host = excluded.host, port = excluded.port,
              certificates = excluded.certificates, format = excluded.format, query = excluded.query, filter = excluded.filter,
              paused = excluded.paused, acknowledged = excluded.acknowledged, previous = null, sending_to = excluded.sending_to,
              failures = excluded.failures, failing_since = excluded.failing_since, problem = excluded.problem,
              retry_at = excluded.retry_at, updated_at = excluded.updated_at, version = excluded.version,
              lease = excluded.lease, leased_until = excluded.leased_until
            """;

    /** Names are few: who gives one holds all of them. */
    private static final String HOLD_NAMES = "select pg_advisory_xact_lock(hashtext('siem_stream'))";

    private static final String BEHIND =
            "siem_stream s cross join log_head h where not s.paused and s.acknowledged < h.size - 1";

    private static final String LEASE = """
            with leased as (
              update siem_stream t set lease = :lease, leased_until = :until from (
                select s.id from siem_stream s cross join log_head h
                where not s.paused and s.acknowledged < h.size - 1
                  and (s.retry_at is null or s.retry_at <= :now) and (s.leased_until is null or s.leased_until <= :now)
                order by coalesce(s.retry_at, s.sent_at, s.created_at) limit :most for update of s skip locked) c
              where t.id = c.id returning t.*)
            select cast(to_jsonb(l) as text) from leased l
            """;

    private static final String MINE = " where id = :id and lease = :lease";

    private final Transactions transactions;
    private final Supplier<Uni<Optional<Instant>>> due;

    PostgresStreams(Transactions transactions, DueTimes dueTimes) {
        this.transactions = transactions;
        this.due = dueTimes.of("coalesce(greatest(s.retry_at, s.leased_until), now())", BEHIND);
    }

    @Override
    public Uni<Void> add(SiemStream stream, int most) {
        return transactions.run(session -> nameIsFree(session, stream)
                .chain(() -> OneColumn.select(session, "select count(*) from siem_stream", Long.class)
                        .getSingleResult())
                .invoke(count -> {
                    if (count >= most) {
                        throw StreamRefusals.tooMany(most);
                    }
                })
                .chain(() -> save(session, stream)));
    }

    @Override
    public Uni<SiemStream> get(UUID id) {
        return transactions.run(session -> one(session, id, ""));
    }

    @Override
    public Uni<Page<SiemStream>> find(int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        return transactions.run(session -> Pages.page(
                session,
                "siem_stream t",
                new Conditions(),
                new Conditions().add("t.name > :after", "after", after == null ? null : after.getFirst()),
                "t.name",
                limit,
                PostgresStreams::stream,
                stream -> stream.name()));
    }

    @Override
    public Uni<SiemStream> change(UUID id, @Nullable KnownVersions expected, UnaryOperator<SiemStream> how) {
        return transactions.run(session -> one(session, id, " for update").chain(stream -> {
            check(stream, expected);
            var changed = how.apply(stream);
            return (changed.name().equals(stream.name()) ? Uni.createFrom().voidItem() : nameIsFree(session, changed))
                    .chain(() -> save(session, changed))
                    .replaceWith(changed);
        }));
    }

    @Override
    public Uni<SiemStream> remove(UUID id, @Nullable KnownVersions expected) {
        return transactions.run(session -> one(session, id, " for update")
                .invoke(stream -> check(stream, expected))
                .call(() -> session.createNativeQuery("delete from siem_stream where id = :id")
                        .setParameter("id", id)
                        .executeUpdate()));
    }

    private static void check(SiemStream stream, @Nullable KnownVersions expected) {
        if (expected != null) {
            expected.check("The stream '" + stream.name() + "'", stream.version());
        }
    }

    private static Uni<Void> nameIsFree(Mutiny.Session session, SiemStream stream) {
        return session.createNativeQuery(HOLD_NAMES)
                .getResultList()
                .chain(() -> OneColumn.select(
                                session,
                                "select count(*) from siem_stream where name = :name and id <> :id",
                                Long.class)
                        .setParameter("name", stream.name())
                        .setParameter("id", stream.id())
                        .getSingleResult())
                .invoke(count -> {
                    if (count > 0) {
                        throw StreamRefusals.nameTaken(stream.name());
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<List<SiemStream>> lease(UUID lease, Instant now, Duration holds, int most) {
        return transactions.run(session -> OneColumn.select(session, LEASE, String.class)
                .setParameter("lease", lease)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("until", now.plus(holds).atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(PostgresStreams::stream).toList()));
    }

    @Override
    public Uni<Boolean> begin(SiemStream leased, long to, Instant until) {
        return mine(
                leased,
                session -> session.createNativeQuery(
                                "update siem_stream set sending_to = :to, leased_until = :until" + MINE)
                        .setParameter("to", to)
                        .setParameter("until", until.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Uni<Boolean> acknowledge(SiemStream leased, long to, int count, Instant now) {
        return mine(
                leased,
                session -> session.createNativeQuery(
                                "update siem_stream set previous = case when :count > 0 then acknowledged else previous end,"
                                        + " acknowledged = :to, sending_to = null,"
                                        + " sent = sent + :count, failures = 0, failing_since = null, problem = null, retry_at = null,"
                                        + " sent_at = case when :count > 0 then cast(:now as timestamptz) else sent_at end"
                                        + MINE)
                        .setParameter("to", to)
                        .setParameter("count", (long) count)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Uni<Void> failed(SiemStream leased, String problem, Instant retryAt, Instant now) {
        return mine(
                        leased,
                        session -> session.createNativeQuery("update siem_stream set failures = failures + 1,"
                                        + " acknowledged = case when kind = 'SYSLOG' then coalesce(previous, acknowledged) else acknowledged end,"
                                        + " sending_to = case when kind = 'SYSLOG' then null else sending_to end, previous = null,"
                                        + " failing_since = coalesce(failing_since, cast(:now as timestamptz)), problem = :problem,"
                                        + " retry_at = :retry, lease = null, leased_until = null" + MINE)
                                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                .setParameter("problem", problem)
                                .setParameter("retry", retryAt.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release(SiemStream leased) {
        return mine(
                        leased,
                        session -> session.createNativeQuery(
                                "update siem_stream set lease = null, leased_until = null" + MINE))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return due.get();
    }

    /** What is done under the lease alone. */
    private Uni<Boolean> mine(SiemStream leased, Function<Mutiny.Session, Mutiny.MutationQuery> what) {
        return transactions.run(session -> what.apply(session)
                .setParameter("id", leased.id())
                .setParameter("lease", leased.lease())
                .executeUpdate()
                .map(rows -> rows > 0));
    }

    private static Uni<Void> save(Mutiny.Session session, SiemStream stream) {
        return session.createNativeQuery(SAVE)
                .setParameter("row", Rows.write(stream))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<SiemStream> one(Mutiny.Session session, UUID id, String locked) {
        return OneColumn.select(session, SELECT + " where s.id = :id" + locked, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> {
                    if (row == null) {
                        throw StreamRefusals.noStream(id);
                    }
                    return stream(row);
                });
    }

    private static SiemStream stream(String row) {
        return Rows.read(row, SiemStream.class);
    }
}
