package io.centercontrol.kit.aggregate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The history of the aggregates of one table: each version there ever was, whole, with what led to it. Its rows are written
 * once, out of the row that has just been written, so that the two cannot differ.
 *
 * @param <D> the document: what is kept of an aggregate as JSON
 */
public final class HistoryTable<S extends Aggregate, D> {
    private static final TypeReference<List<FieldChange>> CHANGES = new TypeReference<>() {};

    private final String table;
    /** The columns of what is told of; those who are told of nothing have none. */
    private final String eventId;

    private final Class<D> document;
    private final Reading<S, D> reading;
    private final ObjectMapper json;

    /** Makes an aggregate of its document. */
    public interface Reading<S, D> {
        /** The version of the aggregate with this id that the document holds. */
        S read(Object id, long version, D document);
    }

    HistoryTable(String table, String eventId, Class<D> document, Reading<S, D> reading, ObjectMapper json) {
        this.table = table;
        this.eventId = eventId;
        this.document = document;
        this.reading = reading;
        this.json = json;
    }

    /** The history of what is told of by events of its own, and written by statements of its own. */
    public static <S extends Aggregate, D> HistoryTable<S, D> told(
            String table, Class<D> document, Reading<S, D> reading, ObjectMapper json) {
        return new HistoryTable<>(table, "event_id, ", document, reading, json);
    }

    /** The history of what has no events of its own: those who read it hear of it by others. */
    public static <S extends Aggregate, D> HistoryTable<S, D> untold(
            String table, Class<D> document, Reading<S, D> reading, ObjectMapper json) {
        return new HistoryTable<>(table, "", document, reading, json);
    }

    /** Keeps the version that stands in the row, which is flushed. */
    public Uni<Void> add(Mutiny.Session session, Object id, Change<S> change, Cause cause) {
        return session.createNativeQuery("insert into " + table + "_history"
                        + " (id, version, " + eventId + "type, time, cause, changes, document)"
                        + " select id, version, " + eventId + ":type, cast(cast(:time as text) as timestamptz),"
                        + " cast(cast(:cause as text) as jsonb), cast(cast(:changes as text) as json), document from "
                        + table + " where id = :id")
                .setParameter("id", id)
                .setParameter("type", change.type())
                .setParameter("time", change.next().updatedAt().toString())
                .setParameter("cause", Rows.write(json, cause))
                .setParameter("changes", Rows.write(json, change.fields()))
                .executeUpdate()
                .invoke(rows -> {
                    if (rows != 1) {
                        throw new IllegalStateException("there is no row of " + table + " whose history is written");
                    }
                })
                .replaceWithVoid();
    }

    /** The version that stands. */
    public Uni<Version<S>> newest(Mutiny.Session session, Object id, long version) {
        return select(session, id, "h.version = :bound", version, 1).map(found -> {
            if (found.isEmpty()) {
                throw new IllegalStateException("version " + version + " of " + table + " " + id + " has no history");
            }
            return found.getFirst();
        });
    }

    /** The version that stood at a moment, if there was one. */
    Uni<Optional<Version<S>>> at(Mutiny.Session session, Object id, Instant moment) {
        return select(session, id, "h.time <= cast(cast(:bound as text) as timestamptz)", moment.toString(), 1)
                .map(found -> found.stream().findFirst());
    }

    /** A page of versions, newest first. */
    public Uni<Page<Version<S>>> page(
            Mutiny.Session session, Object id, long newest, int limit, @Nullable String cursor) {
        return select(session, id, "h.version < :bound", Cursor.number(cursor, Long.MAX_VALUE), limit)
                .map(found -> new Page<>(
                        found,
                        found.isEmpty() || found.getLast().version() == 1
                                ? null
                                : Cursor.of(Long.toString(found.getLast().version())),
                        newest));
    }

    /**
     * Those versions that there are, the oldest first.
     *
     * @param from the first
     * @param to the last
     */
    public Uni<List<Version<S>>> range(Mutiny.Session session, Object id, long from, long to) {
        if (to < from) {
            return Uni.createFrom().item(List.of());
        }
        return select(session, id, "h.version <= :bound", to, Math.toIntExact(to - from + 1))
                .map(found -> found.reversed().stream()
                        .filter(version -> version.version() >= from)
                        .toList());
    }

    /** Forgets all versions. */
    public Uni<Void> erase(Mutiny.Session session, Object id) {
        return session.createNativeQuery("delete from " + table + "_history where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<List<Version<S>>> select(Mutiny.Session session, Object id, String bound, Object value, int most) {
        return OneColumn.select(
                        session,
                        "select cast(json_build_object('version', h.version, 'eventId', "
                                + (eventId.isEmpty() ? "null" : "h.event_id") + ", 'type', h.type,"
                                + " 'time', h.time, 'cause', h.cause, 'changes', h.changes, 'document', h.document)"
                                + " as text) from " + table + "_history h where h.id = :id and " + bound
                                + " order by h.version desc limit " + most,
                        String.class)
                .setParameter("id", id)
                .setParameter("bound", value)
                .getResultList()
                .map(rows -> rows.stream().map(row -> version(id, row)).toList());
    }

    private Version<S> version(Object id, String row) {
        try {
            var tree = json.readTree(row);
            var version = tree.get("version").longValue();
            return new Version<>(
                    reading.read(id, version, json.treeToValue(tree.get("document"), document)),
                    version,
                    json.treeToValue(tree.get("eventId"), UUID.class),
                    tree.get("type").textValue(),
                    json.treeToValue(tree.get("time"), Instant.class),
                    json.treeToValue(tree.get("cause"), Cause.class),
                    json.readerFor(CHANGES).readValue(tree.get("changes")));
        } catch (IOException e) {
            throw new UncheckedIOException("a row of " + table + "_history cannot be read", e);
        }
    }
}
