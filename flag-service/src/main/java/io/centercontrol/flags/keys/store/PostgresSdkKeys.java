package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.SdkKeyFilter;
import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.UsedKey;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.flags.keys.model.SdkKeyRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keys in PostgreSQL. Row and audit trail go in one session, so in one transaction. */
@ApplicationScoped
class PostgresSdkKeys implements SdkKeys {
    /** Two that are issued at once count each other. */
    private static final String ALONE = "select cast(pg_advisory_xact_lock(7249013) as text)";

    private static final String ROWS = "select " + SdkKeyRow.COLUMNS + " from sdk_key where ";
    private static final String BOUND =
            ROWS + "active and jsonb_exists(document -> 'tenants', :tenant) order by id for update";
    private static final String COUNT = "select count(*) from sdk_key where active";
    private static final String STAMP = "select count(*) || ' ' ||"
            + " coalesce(sum(hashtextextended(id || ' ' || version, 0)), 0) from sdk_key where active";
    private static final String USED = """
            update sdk_key k set last_used_at = u.time
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as u(id uuid, time timestamptz)
            where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.time)
            """;
    private static final String FILTER = "(cast(:revoked as boolean) is null or active <> :revoked)"
            + " and (cast(:scope as text) is null or document -> 'scopes' @> to_jsonb(cast(:scope as text)))"
            + " and (cast(:tenant as text) is null or document -> 'tenants' @> to_jsonb(cast(:tenant as text)))";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final HistoryTable<SdkKey, SdkKeyDocument> history;

    PostgresSdkKeys(AggregateTools tools) {
        sessions = tools.sessions();
        audit = tools.audit();
        history = HistoryTable.untold(
                "sdk_key",
                SdkKeyDocument.class,
                (id, version, document) -> document.toKey((UUID) id, version),
                tools.json());
    }

    @Override
    public Uni<UsedKey> create(Change<SdkKey> issue, byte[] hash, Cause cause) {
        var row = new SdkKeyRow(issue.next(), hash);
        return sessions.withTransaction((session, tx) -> OneColumn.select(session, ALONE, String.class)
                .getSingleResult()
                .chain(() -> OneColumn.select(session, COUNT, Long.class).getSingleResult())
                .chain(count -> {
                    if (count >= MOST) {
                        throw SdkKeyRefusals.tooMany(MOST);
                    }
                    return session.persist(row);
                })
                .chain(session::flush)
                .chain(() -> told(session, row, issue, cause))
                .replaceWith(row::toKept));
    }

    @Override
    public Uni<UsedKey> change(UUID id, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
        return sessions.withTransaction((session, tx) -> session.find(SdkKeyRow.class, id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> SdkKeyRefusals.notFound(id))
                .call(row -> decided(session, row, cause, decide))
                .map(SdkKeyRow::toKept));
    }

    @Override
    public Uni<Void> changeAll(TenantId bound, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(BOUND, SdkKeyRow.class)
                .setParameter("tenant", bound.toString())
                .getResultList()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> decided(session, row, cause, decide))
                        .onItem()
                        .ignoreAsUni()));
    }

    private Uni<Void> decided(
            Mutiny.Session session, SdkKeyRow row, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
        var change = decide.apply(row.toKey());
        if (change == null) {
            return Uni.createFrom().voidItem();
        }
        row.take(change.next());
        return session.flush().chain(() -> told(session, row, change, cause));
    }

    /** In its history, and in the trail of the whole platform: a key is on no topic of its own. */
    private Uni<Void> told(Mutiny.Session session, SdkKeyRow row, Change<SdkKey> change, Cause cause) {
        return history.add(session, row.id, change, cause)
                .chain(() -> audit.record(session, AuditEntry.Category.CREDENTIAL, "sdk-key", change, cause));
    }

    /** When a key was used. */
    private record Used(UUID id, Instant time) {}

    @Override
    public Uni<Void> used(Map<UUID, Instant> times) {
        var rows = times.entrySet().stream()
                .map(entry -> new Used(entry.getKey(), entry.getValue()))
                .toList();
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(USED)
                .setParameter("rows", Rows.write(rows))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<String> stamp() {
        return sessions.withSession(
                session -> OneColumn.select(session, STAMP, String.class).getSingleResult());
    }

    @Override
    public Uni<List<Hashed>> active() {
        return sessions.withSession(session -> rows(session, ROWS + "active", query -> {}))
                .map(rows -> rows.stream().map(SdkKeyRow::toHashed).toList());
    }

    @Override
    public Uni<UsedKey> get(UUID id) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(SdkKeyRow.class, id)
                .onItem()
                .ifNull()
                .failWith(() -> SdkKeyRefusals.notFound(id))
                .invoke(session::detach)
                .map(SdkKeyRow::toKept));
    }

    @Override
    public Uni<Page<UsedKey>> find(SdkKeyFilter filter, int limit, @Nullable String cursor) {
        var after = Cursor.uuid(cursor, new UUID(0, 0));
        return sessions.withSession(session -> {
            var count = OneColumn.select(session, "select count(*) from sdk_key where " + FILTER, Long.class);
            bind(count, filter);
            return count.getSingleResult()
                    .chain(total -> rows(
                                    session,
                                    ROWS + FILTER + " and id > :after order by id limit " + (limit + 1),
                                    query -> bind(query, filter).setParameter("after", after))
                            .map(rows -> page(rows, limit, total)));
        });
    }

    private static Mutiny.SelectionQuery<?> bind(Mutiny.SelectionQuery<?> query, SdkKeyFilter filter) {
        var scope = filter.scope();
        var tenant = filter.tenant();
        return query.setParameter("revoked", filter.revoked())
                .setParameter("scope", scope == null ? null : scope.name())
                .setParameter("tenant", tenant == null ? null : tenant.toString());
    }

    private static Page<UsedKey> page(List<SdkKeyRow> rows, int limit, long total) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(SdkKeyRow::toKept).toList(),
                rows.size() > limit ? Cursor.of(here.getLast().id.toString()) : null,
                total);
    }

    @Override
    public Uni<Page<Version<SdkKey>>> history(UUID id, int limit, @Nullable String cursor) {
        return get(id).chain(kept -> sessions.withSession(
                session -> history.page(session, id, kept.key().version(), limit, cursor)));
    }

    /** Detached, as above. */
    private static Uni<List<SdkKeyRow>> rows(
            Mutiny.Session session, String sql, Consumer<Mutiny.SelectionQuery<?>> bind) {
        var query = session.createNativeQuery(sql, SdkKeyRow.class);
        bind.accept(query);
        return query.getResultList().invoke(rows -> rows.forEach(session::detach));
    }
}
