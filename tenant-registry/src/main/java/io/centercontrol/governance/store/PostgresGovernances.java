package io.centercontrol.governance.store;

import io.centercontrol.governance.EventEncoder;
import io.centercontrol.governance.GovernanceVersion;
import io.centercontrol.governance.Governances;
import io.centercontrol.governance.Saved;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.GovernanceRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.rest.Cursor;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Governance in PostgreSQL. Row, history and outbox go in one session, so in one transaction. */
@ApplicationScoped
class PostgresGovernances implements Governances {
    /** Held while the first version is made; any number that nobody else takes. */
    private static final String ONE_AT_A_TIME = "select cast(pg_advisory_xact_lock(4021501) as text)";

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresGovernances(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Void> begin(Change<Governance> first, Cause cause) {
        return sessions.withTransaction((session, tx) -> OneColumn.select(session, ONE_AT_A_TIME, String.class)
                .getSingleResult()
                .chain(() -> session.find(GovernanceRow.class, Governance.ID))
                .chain(row -> {
                    if (row != null) {
                        return Uni.createFrom().voidItem();
                    }
                    var eventId = ids.next();
                    return session.persist(new GovernanceRow(first.next(), eventId))
                            .chain(() -> tell(session, eventId, first, cause));
                }));
    }

    @Override
    public Uni<Saved> change(
            @Nullable Long expectedVersion, Cause cause, Function<Governance, @Nullable Change<Governance>> decide) {
        return sessions.withTransaction((session, tx) -> session.find(
                        GovernanceRow.class, Governance.ID, LockMode.PESSIMISTIC_WRITE)
                .call(() -> TenantCount.lock(session))
                .chain(row -> {
                    if (expectedVersion != null && expectedVersion != row.version) {
                        throw GovernanceRefusals.stale(expectedVersion, row.version);
                    }
                    var change = decide.apply(row.toGovernance());
                    return change == null ? saved(session, row) : save(session, row, change, cause);
                }));
    }

    private Uni<Saved> save(Mutiny.Session session, GovernanceRow row, Change<Governance> change, Cause cause) {
        var eventId = ids.next();
        row.set(change.next(), eventId);
        return tell(session, eventId, change, cause).chain(() -> saved(session, row));
    }

    /** The history and the event: what makes a saved row a told one. */
    private Uni<Void> tell(Mutiny.Session session, UUID eventId, Change<Governance> change, Cause cause) {
        return session.persist(new GovernanceHistoryRow(change, eventId, cause))
                .chain(session::flush)
                .chain(() -> outbox.append(session, encoder.encode(eventId, change, cause)));
    }

    private static Uni<Saved> saved(Mutiny.Session session, GovernanceRow row) {
        return TenantCount.read(session).map(existing -> new Saved(row.toGovernance(), row.eventId, existing));
    }

    @Override
    public Uni<Void> republish() {
        return sessions.withTransaction((session, tx) -> session.find(
                        GovernanceRow.class, Governance.ID, LockMode.PESSIMISTIC_WRITE)
                .chain(row -> session.find(GovernanceHistoryRow.class, row.version))
                .chain(last -> outbox.append(session, encoder.encode(last.eventId, last.toChange(), last.cause))));
    }

    @Override
    public Uni<Saved> get() {
        return sessions.withSession(
                session -> session.find(GovernanceRow.class, Governance.ID).chain(row -> saved(session, row)));
    }

    @Override
    public Uni<Page<GovernanceVersion>> history(int limit, @Nullable String cursor) {
        var before = Cursor.number(cursor, Long.MAX_VALUE);
        return sessions.withSession(session -> session.find(GovernanceRow.class, Governance.ID)
                .chain(newest -> session.createSelectionQuery(
                                "from GovernanceHistoryRow where version < :before order by version desc",
                                GovernanceHistoryRow.class)
                        .setParameter("before", before)
                        .setMaxResults(limit)
                        .getResultList()
                        .map(rows -> new Page<>(
                                rows.stream()
                                        .map(GovernanceHistoryRow::toVersion)
                                        .toList(),
                                rows.isEmpty() || rows.getLast().version == 1
                                        ? null
                                        : Cursor.of(Long.toString(rows.getLast().version)),
                                newest.version))));
    }
}
