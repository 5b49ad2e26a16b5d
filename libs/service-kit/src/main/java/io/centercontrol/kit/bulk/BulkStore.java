package io.centercontrol.kit.bulk;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The tables of operations in bulk: what is on them goes on after a crash. */
@ApplicationScoped
class BulkStore {
    private static final UUID LAST = new UUID(-1, -1);
    private static final int AT_ONCE = 2_000;

    private static final String SELECT = "select cast(to_jsonb(o) as text) from bulk_operation o ";

    private static final String SAVE = """
            insert into bulk_operation select r.* from jsonb_populate_record(cast(null as bulk_operation), cast(cast(:row as text) as jsonb)) r
            on conflict (id) do update set
              state = excluded.state, started_by = excluded.started_by, note = excluded.note,
              previewed_at = excluded.previewed_at, started_at = excluded.started_at, ended_at = excluded.ended_at,
              updated_at = excluded.updated_at
            """;

    private static final String ADD = """
            insert into bulk_item (operation_id, position, ref, input)
            select :id, r.position, r.ref, r.input
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(position int, ref text, input jsonb)
            """;

    private static final String DONE = """
            with done as (
              update bulk_item i set
                outcome = r.outcome, code = r.code, message = r.message, label = coalesce(r.label, i.label),
                made = r.made, event_id = r.event_id, input = r.input
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(position int, input jsonb, outcome text,
                code text, message text, label text, made text, event_id uuid)
              where i.operation_id = :id and i.position = r.position and i.outcome = 'PENDING' returning i.outcome)
            update bulk_operation o set
              pending = o.pending - d.n, changed = o.changed + d.changed, unchanged = o.unchanged + d.unchanged,
              refused = o.refused + d.refused, failed = o.failed + d.failed, updated_at = :now
            from (select count(*) n, count(*) filter (where outcome = 'CHANGED') changed,
              count(*) filter (where outcome = 'UNCHANGED') unchanged,
              count(*) filter (where outcome = 'REFUSED') refused, count(*) filter (where outcome = 'FAILED') failed
              from done) d
            where o.id = :id
            """;

    private static final String COUNT = """
            update bulk_operation o set
              pending = c.pending, changed = c.changed, unchanged = c.unchanged, refused = c.refused, failed = c.failed
            from (select count(*) filter (where outcome = 'PENDING') pending,
              count(*) filter (where outcome = 'CHANGED') changed, count(*) filter (where outcome = 'UNCHANGED') unchanged,
              count(*) filter (where outcome = 'REFUSED') refused, count(*) filter (where outcome = 'FAILED') failed
              from bulk_item where operation_id = :id) c
            where o.id = :id
            """;

    private final Mutiny.SessionFactory sessions;

    BulkStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Keeps a new one with all that it is to be done to. */
    Uni<Void> begin(BulkOperation operation, List<BulkItem> items) {
        var parts = Multi.createFrom().iterable(items).group().intoLists().of(AT_ONCE);
        return sessions.withSession(session -> save(operation)
                .chain(() -> parts.onItem()
                        .transformToUniAndConcatenate(part -> session.createNativeQuery(ADD)
                                .setParameter("id", operation.id())
                                .setParameter("rows", Rows.write(part))
                                .executeUpdate())
                        .onItem()
                        .ignoreAsUni()));
    }

    Uni<Void> save(BulkOperation operation) {
        return sessions.withSession(session -> session.createNativeQuery(SAVE)
                        .setParameter("row", Rows.write(operation))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** One of them; refuses when there is none. */
    Uni<BulkOperation> get(UUID id) {
        return one(id, "");
    }

    Uni<BulkOperation> lock(UUID id) {
        return one(id, " for update");
    }

    /** The one that was worked on least lately, locked; empty when none is at work, or others have all in hand. */
    Uni<Optional<BulkOperation>> lockWorking() {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                SELECT + "where state in ('PREVIEWING', 'RUNNING') order by updated_at, id limit 1"
                                        + " for update skip locked",
                                String.class)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(BulkStore::operation));
    }

    /** Those that are next. */
    Uni<List<BulkItem>> pending(UUID id, int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(i) as text) from bulk_item i where operation_id = :id"
                                        + " and outcome = 'PENDING' order by position limit " + most,
                                String.class)
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> rows.stream().map(BulkStore::item).toList());
    }

    /** Takes note of what became of these, unless that is known. */
    Uni<Void> done(BulkOperation operation, List<BulkItem> items, Instant now) {
        return sessions.withSession(session -> session.createNativeQuery(DONE)
                        .setParameter("id", operation.id())
                        .setParameter("rows", Rows.write(items))
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Those that failed, or all of them, are to be done again. */
    Uni<Void> pendingAgain(UUID id, boolean onlyFailed) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "update bulk_item set outcome = 'PENDING', code = null, message = null"
                                        + " where operation_id = :id and "
                                        + (onlyFailed ? "outcome = 'FAILED'" : "outcome <> 'PENDING'"))
                        .setParameter("id", id)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(COUNT)
                                .setParameter("id", id)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** How often each code refused one. */
    Uni<Map<String, Long>> refusals(UUID id) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(coalesce(jsonb_object_agg(code, n), '{}') as text) from (select code, count(*) n"
                                        + " from bulk_item where operation_id = :id and outcome = 'REFUSED' group by code) c",
                                String.class)
                        .setParameter("id", id)
                        .getSingleResult())
                .map(row -> {
                    var counts = new TreeMap<String, Long>();
                    Rows.read(row, Map.class)
                            .forEach((code, number) -> counts.put((String) code, ((Number) number).longValue()));
                    return counts;
                });
    }

    /** All of them, newest first. */
    Uni<Page<BulkOperation>> find(BulkOperation.@Nullable State state, int limit, @Nullable String cursor) {
        var where = state == null ? "" : " and state = '" + state + "'";
        return sessions.withSession(session -> OneColumn.select(
                        session, "select count(*) from bulk_operation where true" + where, Long.class)
                .getSingleResult()
                .chain(total -> OneColumn.select(
                                session,
                                SELECT + "where id < :before" + where + " order by id desc limit " + (limit + 1),
                                String.class)
                        .setParameter("before", Cursor.uuid(cursor, LAST))
                        .getResultList()
                        .map(rows -> {
                            var found = rows.stream()
                                    .limit(limit)
                                    .map(BulkStore::operation)
                                    .toList();
                            var next = rows.size() > limit
                                    ? Cursor.of(found.getLast().id().toString())
                                    : null;
                            return new Page<>(found, next, total);
                        })));
    }

    /** What became of each, in their order. */
    Uni<Page<BulkItem>> items(
            BulkOperation operation, BulkItem.@Nullable Outcome outcome, int limit, @Nullable String cursor) {
        var where = "from bulk_item i where operation_id = :id"
                + (outcome == null ? "" : " and outcome = '" + outcome + "'");
        return sessions.withSession(session -> OneColumn.select(session, "select count(*) " + where, Long.class)
                .setParameter("id", operation.id())
                .getSingleResult()
                .chain(total -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(i) as text) " + where
                                        + " and position > :after order by position limit " + (limit + 1),
                                String.class)
                        .setParameter("id", operation.id())
                        .setParameter("after", after(cursor))
                        .getResultList()
                        .map(rows -> {
                            var found = rows.stream()
                                    .limit(limit)
                                    .map(BulkStore::item)
                                    .toList();
                            var next = rows.size() > limit
                                    ? Cursor.of(Integer.toString(found.getLast().position()))
                                    : null;
                            return new Page<>(found, next, total);
                        })));
    }

    /** Forgets one that nobody has touched since then; how many that were. */
    Uni<Integer> forget(Instant before) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "delete from bulk_operation where id in (select id from bulk_operation"
                                + " where state not in ('PREVIEWING', 'RUNNING') and updated_at < :before limit 1)")
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate());
    }

    private Uni<BulkOperation> one(UUID id, String lock) {
        return sessions.withSession(session -> OneColumn.select(session, SELECT + "where id = :id" + lock, String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new Refusal.NotFound(
                                "BULK_OPERATION_NOT_FOUND",
                                "There is no operation with id " + id + "; it is forgotten some weeks after its end.")
                        .asException())
                .map(BulkStore::operation);
    }

    private static int after(@Nullable String cursor) {
        var values = Cursor.read(cursor, 1);
        try {
            return values == null ? 0 : Integer.parseInt(values.getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static BulkOperation operation(String row) {
        return Rows.read(row, BulkOperation.class);
    }

    private static BulkItem item(String row) {
        return Rows.read(row, BulkItem.class);
    }
}
