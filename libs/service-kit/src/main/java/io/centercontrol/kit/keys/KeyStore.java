package io.centercontrol.kit.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.ProgramKey;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.HistoryTable;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keys in PostgreSQL. Row and audit trail go in one session, so in one transaction.
 *
 * @param <K> the key
 * @param <R> its row
 * @param <D> its document: what is kept of it as JSON
 */
public abstract class KeyStore<K extends ProgramKey, R extends KeyRow<K>, D> implements Keys<K> {
    /** Two that are issued at once count each other. */
    private static final String ALONE = "select cast(pg_advisory_xact_lock(7249013) as text)";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final Table<K, R, D> table;
    private final HistoryTable<K, D> history;
    private final String rows;

    /** Keys of one table. */
    protected KeyStore(AggregateTools tools, Table<K, R, D> table) {
        this.sessions = tools.sessions();
        this.audit = tools.audit();
        this.table = table;
        this.history = HistoryTable.untold(table.name(), table.document(), table.reading(), tools.json());
        this.rows = "select " + KeyRow.COLUMNS + " from " + table.name() + " where ";
    }

    /**
     * Where keys are.
     *
     * @param name the table's
     * @param kind what the audit trail calls one
     * @param bound whether a row is bound to the tenant {@code :tenant}, as SQL
     */
    public record Table<K extends ProgramKey, R extends KeyRow<K>, D>(
            String name,
            String kind,
            Class<R> row,
            Supplier<R> newRow,
            Class<D> document,
            HistoryTable.Reading<K, D> reading,
            String bound) {}

    /** There is none of this id. */
    protected abstract RefusedException notFound(UUID id);

    /** There are as many as there may be. */
    protected abstract RefusedException tooMany(long most);

    @Override
    public Uni<UsedKey<K>> create(Change<K> issue, byte[] hash, Cause cause) {
        var row = table.newRow().get();
        row.begin(issue.next(), hash);
        return sessions.withTransaction((session, tx) -> OneColumn.select(session, ALONE, String.class)
                .getSingleResult()
                .chain(() -> OneColumn.select(
                                session, "select count(*) from " + table.name() + " where active", Long.class)
                        .getSingleResult())
                .chain(count -> {
                    if (count >= MOST) {
                        throw tooMany(MOST);
                    }
                    return session.persist(row);
                })
                .chain(session::flush)
                .chain(() -> told(session, row, issue, cause))
                .replaceWith(row::toKept));
    }

    @Override
    public Uni<UsedKey<K>> change(UUID id, Cause cause, Function<K, @Nullable Change<K>> decide) {
        return sessions.withTransaction((session, tx) -> session.find(table.row(), id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> notFound(id))
                .call(row -> decided(session, row, cause, decide))
                .map(KeyRow::toKept));
    }

    @Override
    public Uni<Void> changeAll(TenantId bound, Cause cause, Function<K, @Nullable Change<K>> decide) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        rows + "active and " + table.bound() + " order by id for update", table.row())
                .setParameter("tenant", bound.toString())
                .getResultList()
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(row -> decided(session, row, cause, decide))
                        .onItem()
                        .ignoreAsUni()));
    }

    private Uni<Void> decided(Mutiny.Session session, R row, Cause cause, Function<K, @Nullable Change<K>> decide) {
        var change = decide.apply(row.state());
        if (change == null) {
            return Uni.createFrom().voidItem();
        }
        row.take(change.next());
        return session.flush().chain(() -> told(session, row, change, cause));
    }

    /** In its history, and in the trail of the whole platform: a key is on no topic of its own. */
    private Uni<Void> told(Mutiny.Session session, R row, Change<K> change, Cause cause) {
        return history.add(session, row.id(), change, cause)
                .chain(() -> audit.record(session, AuditEntry.Category.CREDENTIAL, table.kind(), change, cause));
    }

    /** When a key was used. */
    private record Used(UUID id, Instant time) {}

    @Override
    public Uni<Void> used(Map<UUID, Instant> times) {
        var news = times.entrySet().stream()
                .map(entry -> new Used(entry.getKey(), entry.getValue()))
                .toList();
        return sessions.withTransaction((session, tx) -> session.createNativeQuery("update " + table.name()
                        + " k set last_used_at = u.time"
                        + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as u(id uuid, time timestamptz)"
                        + " where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.time)")
                .setParameter("rows", Rows.write(news))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<String> stamp() {
        return sessions.withSession(session -> OneColumn.select(
                        session,
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(id || ' ' || version, 0)), 0) from "
                                + table.name() + " where active",
                        String.class)
                .getSingleResult());
    }

    @Override
    public Uni<List<Hashed<K>>> active() {
        return sessions.withSession(session -> rows(session, rows + "active", query -> {}))
                .map(found -> found.stream().map(KeyRow::toHashed).toList());
    }

    @Override
    public Uni<UsedKey<K>> get(UUID id) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(table.row(), id)
                .onItem()
                .ifNull()
                .failWith(() -> notFound(id))
                .invoke(session::detach)
                .map(KeyRow::toKept));
    }

    /**
     * A page of keys, the newest last.
     *
     * @param filter a condition, as SQL
     * @param bind gives it its parameters
     */
    protected final Uni<Page<UsedKey<K>>> page(
            String filter, Consumer<Mutiny.SelectionQuery<?>> bind, int limit, @Nullable String cursor) {
        var after = Cursor.uuid(cursor, new UUID(0, 0));
        return sessions.withSession(session -> {
            var count =
                    OneColumn.select(session, "select count(*) from " + table.name() + " where " + filter, Long.class);
            bind.accept(count);
            return count.getSingleResult()
                    .chain(total -> rows(
                                    session,
                                    rows + filter + " and id > :after order by id limit " + (limit + 1),
                                    query -> {
                                        bind.accept(query);
                                        query.setParameter("after", after);
                                    })
                            .map(found -> page(found, limit, total)));
        });
    }

    private Page<UsedKey<K>> page(List<R> found, int limit, long total) {
        var here = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                here.stream().map(KeyRow::toKept).toList(),
                found.size() > limit ? Cursor.of(here.getLast().id().toString()) : null,
                total);
    }

    @Override
    public Uni<Page<Version<K>>> history(UUID id, int limit, @Nullable String cursor) {
        return get(id).chain(kept -> sessions.withSession(
                session -> history.page(session, id, kept.key().version(), limit, cursor)));
    }

    /** Detached, as above. */
    private Uni<List<R>> rows(Mutiny.Session session, String sql, Consumer<Mutiny.SelectionQuery<?>> bind) {
        var query = session.createNativeQuery(sql, table.row());
        bind.accept(query);
        return query.getResultList().invoke(found -> found.forEach(session::detach));
    }
}
