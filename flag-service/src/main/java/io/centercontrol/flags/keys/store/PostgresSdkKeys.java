package io.centercontrol.flags.keys.store;

import io.centercontrol.flags.keys.Kept;
import io.centercontrol.flags.keys.KeyVersion;
import io.centercontrol.flags.keys.SdkKeyFilter;
import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.flags.keys.model.SdkKeyRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Cursor;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keys in PostgreSQL. Row and audit trail go in one session, so in one transaction. */
@ApplicationScoped
class PostgresSdkKeys implements SdkKeys {
    private static final String SAVE = """
            with told as (insert into sdk_key_history (id, version, type, time, cause, changes, document)
                values (:id, :version, :type, cast(cast(:time as text) as timestamptz),
                    cast(cast(:cause as text) as jsonb), cast(cast(:changes as text) as json),
                    cast(cast(:document as text) as jsonb)))
            insert into sdk_key (id, version, active, hash, document)
            values (:id, :version, :active, :hash, cast(cast(:document as text) as jsonb))
            on conflict (id) do update set version = excluded.version, active = excluded.active,
                document = excluded.document
            """;
    /** Two that are issued at once count each other. */
    private static final String ALONE = "select cast(pg_advisory_xact_lock(7249013) as text)";

    private static final String COUNT = "select count(*) from sdk_key where active";
    private static final String STAMP = "select count(*) || ' ' ||"
            + " coalesce(sum(hashtextextended(id || ' ' || version, 0)), 0) from sdk_key where active";
    private static final String USED = """
            update sdk_key k set last_used_at = u.time
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as u(id uuid, time timestamptz)
            where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.time)
            """;
    private static final String FILTER = "where (cast(:revoked as boolean) is null or active <> :revoked)"
            + " and (cast(:scope as text) is null or document -> 'scopes' @> to_jsonb(cast(:scope as text)))"
            + " and (cast(:tenant as text) is null or document -> 'tenants' @> to_jsonb(cast(:tenant as text)))";

    private final Mutiny.SessionFactory sessions;

    PostgresSdkKeys(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Kept> create(Change<SdkKey> issue, byte[] hash, Cause cause) {
        return sessions.withTransaction((session, tx) -> OneColumn.select(session, ALONE, String.class)
                .getSingleResult()
                .chain(() -> OneColumn.select(session, COUNT, Long.class).getSingleResult())
                .chain(count -> {
                    if (count >= MOST) {
                        throw SdkKeyRefusals.tooMany(MOST);
                    }
                    return save(
                            session,
                            issue,
                            HexFormat.of().formatHex(hash),
                            cause,
                            issue.next().createdAt());
                })
                .replaceWith(new Kept(issue.next(), null)));
    }

    @Override
    public Uni<Kept> change(UUID id, Cause cause, Instant now, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
        return sessions.withTransaction((session, tx) -> row(session, id, " for update")
                .chain(row -> {
                    var change = decide.apply(row.toKey());
                    return change == null
                            ? Uni.createFrom().item(row.toKept())
                            : save(session, change, row.hash(), cause, now)
                                    .replaceWith(new Kept(change.next(), row.lastUsedAt()));
                }));
    }

    @Override
    public Uni<Void> changeAll(
            TenantId bound, Cause cause, Instant now, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
        return sessions.withTransaction((session, tx) -> read(
                        session,
                        "where active and jsonb_exists(document -> 'tenants', :tenant) order by id for update",
                        query -> query.setParameter("tenant", bound.toString()),
                        row -> row)
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> {
                            var change = decide.apply(row.toKey());
                            return change == null
                                    ? Uni.createFrom().voidItem()
                                    : save(session, change, row.hash(), cause, now);
                        })
                        .collect()
                        .last()
                        .replaceWithVoid()));
    }

    private static Uni<Void> save(
            Mutiny.Session session, Change<SdkKey> change, String hash, Cause cause, Instant now) {
        var key = change.next();
        return session.createNativeQuery(SAVE)
                .setParameter("id", key.id())
                .setParameter("version", key.version())
                .setParameter("type", change.type())
                .setParameter("time", now.toString())
                .setParameter("cause", Rows.write(cause))
                .setParameter("changes", Rows.write(change.fields()))
                .setParameter("document", Rows.write(SdkKeyRow.Document.of(key)))
                .setParameter("active", key.revokedAt() == null)
                .setParameter("hash", hash)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<SdkKeyRow> row(Mutiny.Session session, UUID id, String lock) {
        return OneColumn.select(session, SdkKeyRow.SELECT + "where id = :id" + lock, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> SdkKeyRefusals.notFound(id))
                .map(text -> Rows.read(text, SdkKeyRow.class));
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
        return sessions.withSession(session -> read(session, "where active", query -> {}, SdkKeyRow::toHashed));
    }

    @Override
    public Uni<Kept> get(UUID id) {
        return sessions.withSession(session -> row(session, id, "")).map(SdkKeyRow::toKept);
    }

    @Override
    public Uni<Page<Kept>> find(SdkKeyFilter filter, int limit, @Nullable String cursor) {
        var after = Cursor.uuid(cursor, new UUID(0, 0));
        return sessions.withSession(session -> {
            var count = OneColumn.select(session, "select count(*) from sdk_key " + FILTER, Long.class);
            bind(count, filter);
            return count.getSingleResult()
                    .chain(total -> read(
                                    session,
                                    FILTER + " and id > :after order by id limit " + (limit + 1),
                                    query -> bind(query, filter).setParameter("after", after),
                                    SdkKeyRow::toKept)
                            .map(found -> page(found, limit, total)));
        });
    }

    private static Mutiny.SelectionQuery<?> bind(Mutiny.SelectionQuery<?> query, SdkKeyFilter filter) {
        var scope = filter.scope();
        var tenant = filter.tenant();
        return query.setParameter("revoked", filter.revoked())
                .setParameter("scope", scope == null ? null : scope.name())
                .setParameter("tenant", tenant == null ? null : tenant.toString());
    }

    private static Page<Kept> page(List<Kept> found, int limit, long total) {
        var here = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                here, found.size() > limit ? Cursor.of(here.getLast().key().id().toString()) : null, total);
    }

    @Override
    public Uni<Page<KeyVersion>> history(UUID id, int limit, @Nullable String cursor) {
        var before = Cursor.number(cursor, Long.MAX_VALUE);
        return sessions.withSession(session -> row(session, id, "")
                .chain(row -> OneColumn.select(
                                session,
                                SdkKeyHistoryRow.SELECT + "where id = :id and version < :before"
                                        + " order by version desc limit " + limit,
                                String.class)
                        .setParameter("id", id)
                        .setParameter("before", before)
                        .getResultList()
                        .map(rows -> rows.stream()
                                .map(text ->
                                        Rows.read(text, SdkKeyHistoryRow.class).toVersion())
                                .toList())
                        .map(found -> new Page<>(
                                found,
                                found.isEmpty() || found.getLast().version() == 1
                                        ? null
                                        : Cursor.of(
                                                Long.toString(found.getLast().version())),
                                row.version()))));
    }

    private static <T> Uni<List<T>> read(
            Mutiny.Session session,
            String where,
            Consumer<Mutiny.SelectionQuery<?>> bind,
            Function<SdkKeyRow, T> translate) {
        var query = OneColumn.select(session, SdkKeyRow.SELECT + where, String.class);
        bind.accept(query);
        return query.getResultList()
                .map(rows -> rows.stream()
                        .map(text -> translate.apply(Rows.read(text, SdkKeyRow.class)))
                        .toList());
    }
}
