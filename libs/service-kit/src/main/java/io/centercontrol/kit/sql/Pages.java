package io.centercontrol.kit.sql;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Pages of rows that PostgreSQL gives as JSON text. */
public final class Pages {
    /** So far is a long list counted. */
    public static final int MOST_COUNTED = 10_000;

    private Pages() {}

    /**
     * A page.
     *
     * @param from a table {@code t}, or a question in its place
     * @param all the conditions of the list
     * @param part the same, and where the page goes on
     * @param order by what, without the words
     * @param read makes an item of a row's JSON
     * @param key the cursor of an item
     */
    public static <T> Uni<Page<T>> page(
            Mutiny.Session session,
            String from,
            Conditions all,
            Conditions part,
            String order,
            int limit,
            Function<String, T> read,
            Function<T, String> key) {
        return all.bind(OneColumn.select(session, "select count(*) from " + from + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(
                                session,
                                "select cast(to_jsonb(t) as text) from " + from + part.where() + " order by " + order
                                        + " limit " + (limit + 1),
                                String.class))
                        .getResultList()
                        .map(rows -> {
                            var here = rows.stream().limit(limit).map(read).toList();
                            return new Page<>(
                                    here, rows.size() > limit ? Cursor.of(key.apply(here.getLast())) : null, total);
                        }));
    }

    /**
     * A page of a list that may be long: it is counted up to {@link #MOST_COUNTED}, and not to its end.
     *
     * @param cursor of an item, as {@link Cursor#of} makes it
     */
    public static <T> Uni<Page<T>> ofMany(
            Mutiny.Session session,
            String from,
            Conditions all,
            Conditions part,
            String order,
            int limit,
            Function<String, T> read,
            Function<T, String> cursor) {
        var counting =
                "select count(*) from (select 1 from " + from + all.where() + " limit " + (MOST_COUNTED + 1) + ") c";
        var rows = "select cast(to_jsonb(t) as text) from " + from + part.where() + " order by " + order + " limit "
                + (limit + 1);
        return all.bind(OneColumn.select(session, counting, Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(session, rows, String.class))
                        .getResultList()
                        .map(found -> page(found, limit, total, read, cursor)));
    }

    private static <T> Page<T> page(
            List<String> rows, int limit, long total, Function<String, T> read, Function<T, String> cursor) {
        var here = rows.stream().limit(limit).map(read).toList();
        return new Page<>(
                here,
                rows.size() > limit ? cursor.apply(here.getLast()) : null,
                Math.min(total, MOST_COUNTED),
                total <= MOST_COUNTED);
    }
}
