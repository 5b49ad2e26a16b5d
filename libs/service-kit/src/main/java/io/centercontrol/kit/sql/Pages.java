package io.centercontrol.kit.sql;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Pages of rows that PostgreSQL gives as JSON text. */
public final class Pages {
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
}
