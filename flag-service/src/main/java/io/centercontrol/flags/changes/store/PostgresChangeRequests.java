package io.centercontrol.flags.changes.store;

import io.centercontrol.flags.changes.ChangeFilter;
import io.centercontrol.flags.changes.ChangeRequests;
import io.centercontrol.flags.changes.model.ChangeRefusals;
import io.centercontrol.flags.changes.model.ChangeRequest;
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
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Change requests in PostgreSQL. Row and history go in one session, so in one transaction. */
@ApplicationScoped
class PostgresChangeRequests implements ChangeRequests {
    private static final int MOST_LIVE = 50;
    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    private static final String LIVE = " from change_request where flag = :flag and state in ('OPEN', 'APPROVED')";
    private static final String COUNT = "select count(*)" + LIVE;
    private static final String LOCK_LIVE = "select " + ChangeRequestRow.COLUMNS + LIVE + " order by id for update";
    private static final String DUE = "select " + ChangeRequestRow.COLUMNS + " from change_request"
            + " where due_at <= cast(cast(:now as text) as timestamptz) order by due_at limit ";
    private static final String FILTER = " from change_request where (cast(:state as text) is null or state = :state)"
            + " and (cast(:flag as text) is null or flag = :flag)"
            + " and (cast(:author as text) is null or author = :author)";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final HistoryTable<ChangeRequest, ChangeDocument> history;

    PostgresChangeRequests(AggregateTools tools) {
        sessions = tools.sessions();
        audit = tools.audit();
        history = HistoryTable.untold(
                "change_request",
                ChangeDocument.class,
                (id, version, document) -> document.toRequest((UUID) id, version),
                tools.json());
    }

    @Override
    public Uni<Void> add(Change<ChangeRequest> opened, Cause cause) {
        var request = opened.next();
        return sessions.withTransaction((session, tx) -> OneColumn.select(session, COUNT, Long.class)
                .setParameter("flag", request.flag())
                .getSingleResult()
                .invoke(count -> {
                    if (count >= MOST_LIVE) {
                        throw ChangeRefusals.tooMany(request.flag(), MOST_LIVE);
                    }
                })
                .chain(() -> session.persist(new ChangeRequestRow(request)))
                .chain(session::flush)
                .chain(() -> told(session, opened, cause)));
    }

    @Override
    public Uni<ChangeRequest> lock(UUID id, @Nullable KnownVersions expectedVersion) {
        return sessions.withTransaction((session, tx) -> locked(session, id).map(row -> {
            var request = row.toRequest();
            KnownVersions.check(expectedVersion, request);
            return request;
        }));
    }

    @Override
    public Uni<List<ChangeRequest>> lockLive(String flag) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(LOCK_LIVE, ChangeRequestRow.class)
                .setParameter("flag", flag)
                .getResultList()
                .map(rows -> rows.stream().map(ChangeRequestRow::toRequest).toList()));
    }

    @Override
    public Uni<Void> save(Change<ChangeRequest> step, Cause cause) {
        return sessions.withTransaction(
                (session, tx) -> locked(session, step.next().id())
                        .invoke(row -> row.set(step.next()))
                        .chain(session::flush)
                        .chain(() -> told(session, step, cause)));
    }

    /** In its history, and in the trail of the whole platform: a change request is on no topic of its own. */
    private Uni<Void> told(Mutiny.Session session, Change<ChangeRequest> step, Cause cause) {
        return history.add(session, step.next().id(), step, cause)
                .chain(() -> audit.record(session, AuditEntry.Category.APPROVAL, "change-request", step, cause));
    }

    private static Uni<ChangeRequestRow> locked(Mutiny.Session session, UUID id) {
        return session.find(ChangeRequestRow.class, id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> ChangeRefusals.notFound(id));
    }

    @Override
    public Uni<List<Due>> due(Instant now, int most) {
        return sessions.withSession(session -> session.createNativeQuery(DUE + most, ChangeRequestRow.class)
                .setParameter("now", now.toString())
                .getResultList()
                .invoke(rows -> rows.forEach(session::detach))
                .map(rows -> rows.stream().map(row -> new Due(row.id, row.flag)).toList()));
    }

    @Override
    public Uni<ChangeRequest> get(UUID id) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(ChangeRequestRow.class, id)
                .onItem()
                .ifNull()
                .failWith(() -> ChangeRefusals.notFound(id))
                .invoke(session::detach)
                .map(ChangeRequestRow::toRequest));
    }

    @Override
    public Uni<Page<ChangeRequest>> find(ChangeFilter filter, int limit, @Nullable String cursor) {
        var before = Cursor.uuid(cursor, BEHIND_ALL);
        return sessions.withSession(session -> bind(
                        OneColumn.select(session, "select count(*)" + FILTER, Long.class), filter)
                .getSingleResult()
                .chain(total -> bind(
                                session.createNativeQuery(
                                        "select " + ChangeRequestRow.COLUMNS + FILTER
                                                + " and id < :before order by id desc limit " + (limit + 1),
                                        ChangeRequestRow.class),
                                filter)
                        .setParameter("before", before)
                        .getResultList()
                        .invoke(rows -> rows.forEach(session::detach))
                        .map(rows -> page(rows, limit, total))));
    }

    private static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, ChangeFilter filter) {
        var state = filter.state();
        return query.setParameter("state", state == null ? null : state.name())
                .setParameter("flag", filter.flag())
                .setParameter("author", filter.author());
    }

    private static Page<ChangeRequest> page(List<ChangeRequestRow> rows, int limit, long total) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(ChangeRequestRow::toRequest).toList(),
                rows.size() > limit ? Cursor.of(here.getLast().id.toString()) : null,
                total);
    }

    @Override
    public Uni<Page<Version<ChangeRequest>>> history(UUID id, int limit, @Nullable String cursor) {
        return get(id).chain(request ->
                sessions.withSession(session -> history.page(session, id, request.version(), limit, cursor)));
    }
}
