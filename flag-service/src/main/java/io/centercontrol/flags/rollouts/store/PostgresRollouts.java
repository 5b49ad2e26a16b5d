package io.centercontrol.flags.rollouts.store;

import io.centercontrol.flags.rollouts.RolloutFilter;
import io.centercontrol.flags.rollouts.Rollouts;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.HistoryTable;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Rollouts in PostgreSQL. Row and history go in one session, so in one transaction. */
@ApplicationScoped
class PostgresRollouts implements Rollouts {
    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    private static final String ROWS = "select " + RolloutRow.COLUMNS + " from rollout where ";
    private static final String LOCK_LIVE =
            ROWS + "flag = :flag and state in ('AWAITING_APPROVAL', 'SCHEDULED', 'RUNNING', 'PAUSED') for update";
    private static final String DUE = ROWS + "due_at <= cast(cast(:now as text) as timestamptz) order by due_at limit ";
    private static final String LOOK_AGAIN = "update rollout set due_at = cast(cast(:at as text) as timestamptz)"
            + " where id = :id and version = :version";
    private static final String FILTER =
            "(cast(:state as text) is null or state = :state)" + " and (cast(:flag as text) is null or flag = :flag)";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final HistoryTable<Rollout, RolloutDocument> history;

    PostgresRollouts(AggregateTools tools) {
        sessions = tools.sessions();
        audit = tools.audit();
        history = HistoryTable.untold(
                "rollout",
                RolloutDocument.class,
                (id, version, document) -> document.toRollout((UUID) id, version),
                tools.json());
    }

    @Override
    public Uni<Void> add(Change<Rollout> started, Cause cause) {
        var rollout = started.next();
        return sessions.withTransaction((session, tx) -> lockLive(rollout.flag())
                .invoke(live -> live.ifPresent(other -> {
                    throw RolloutRefusals.another(rollout.flag(), other.id());
                }))
                .chain(() -> session.persist(new RolloutRow(rollout)))
                .chain(session::flush)
                .chain(() -> told(session, started, cause)));
    }

    @Override
    public Uni<Rollout> lock(UUID id, @Nullable KnownVersions expectedVersion) {
        return sessions.withTransaction((session, tx) -> locked(session, id).map(row -> {
            var rollout = row.toRollout();
            KnownVersions.check(expectedVersion, rollout);
            return rollout;
        }));
    }

    @Override
    public Uni<Optional<Rollout>> lockLive(String flag) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(LOCK_LIVE, RolloutRow.class)
                .setParameter("flag", flag)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(RolloutRow::toRollout)));
    }

    @Override
    public Uni<Void> save(Change<Rollout> step, Cause cause) {
        var id = step.next().id();
        return sessions.withTransaction((session, tx) -> locked(session, id)
                .invoke(row -> row.set(step.next()))
                .chain(session::flush)
                .chain(() -> told(session, step, cause)));
    }

    /** In its history, and in the trail of the whole platform: a rollout is on no topic of its own. */
    private Uni<Void> told(Mutiny.Session session, Change<Rollout> step, Cause cause) {
        var category = step.type().endsWith(Rollout.BY_BREAK_GLASS)
                ? AuditEntry.Category.EMERGENCY
                : AuditEntry.Category.APPROVAL;
        return history.add(session, step.next().id(), step, cause)
                .chain(() -> audit.record(session, category, "rollout", step, cause));
    }

    private static Uni<RolloutRow> locked(Mutiny.Session session, UUID id) {
        return session.find(RolloutRow.class, id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> RolloutRefusals.notFound(id));
    }

    @Override
    public Uni<Void> lookAgain(UUID id, long version, @Nullable Instant at) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(LOOK_AGAIN)
                .setParameter("id", id)
                .setParameter("version", version)
                .setParameter("at", at == null ? null : at.toString())
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<List<Due>> due(Instant now, int most) {
        return sessions.withSession(session -> session.createNativeQuery(DUE + most, RolloutRow.class)
                .setParameter("now", now.toString())
                .getResultList()
                .invoke(rows -> rows.forEach(session::detach))
                .map(rows -> rows.stream().map(row -> new Due(row.id, row.flag)).toList()));
    }

    @Override
    public Uni<Rollout> get(UUID id) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(RolloutRow.class, id)
                .onItem()
                .ifNull()
                .failWith(() -> RolloutRefusals.notFound(id))
                .invoke(session::detach)
                .map(RolloutRow::toRollout));
    }

    @Override
    public Uni<Page<Rollout>> find(RolloutFilter filter, int limit, @Nullable String cursor) {
        var before = Cursor.uuid(cursor, BEHIND_ALL);
        return sessions.withSession(session -> bind(
                        OneColumn.select(session, "select count(*) from rollout where " + FILTER, Long.class), filter)
                .getSingleResult()
                .chain(total -> bind(
                                session.createNativeQuery(
                                        ROWS + FILTER + " and id < :before order by id desc limit " + (limit + 1),
                                        RolloutRow.class),
                                filter)
                        .setParameter("before", before)
                        .getResultList()
                        .invoke(rows -> rows.forEach(session::detach))
                        .map(rows -> page(rows, limit, total))));
    }

    private static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, RolloutFilter filter) {
        var state = filter.state();
        return query.setParameter("state", state == null ? null : state.name()).setParameter("flag", filter.flag());
    }

    private static Page<Rollout> page(List<RolloutRow> rows, int limit, long total) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(RolloutRow::toRollout).toList(),
                rows.size() > limit ? Cursor.of(here.getLast().id.toString()) : null,
                total);
    }

    @Override
    public Uni<Page<Version<Rollout>>> history(UUID id, int limit, @Nullable String cursor) {
        return get(id).chain(rollout ->
                sessions.withSession(session -> history.page(session, id, rollout.version(), limit, cursor)));
    }
}
