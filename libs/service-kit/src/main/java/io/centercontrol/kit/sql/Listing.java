package io.centercontrol.kit.sql;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Pages of a table by key. */
public final class Listing {
    /** No key has a control character, and none is empty. */
    private static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}\uFFFD]+");

    private Listing() {}

    /**
     * One page of a table by key, with the number of all rows that fit.
     *
     * @param columns those of the row's class, and no others
     * @param conditions gives them anew at each call, since the page adds one to those of the count
     */
    public static <R, S> Uni<Page<S>> page(
            Mutiny.Session session,
            Class<R> type,
            String columns,
            String table,
            Supplier<Conditions> conditions,
            int limit,
            @Nullable String cursor,
            Function<R, String> key,
            Function<R, S> saved) {
        var after = Cursor.read(cursor, 1);
        if (after != null && !KEY.matcher(after.getFirst()).matches()) {
            throw Cursor.invalid();
        }
        var all = conditions.get();
        var part = conditions.get().add("id > :after", "after", after == null ? null : after.getFirst());
        return all.bind(OneColumn.select(session, "select count(*) from " + table + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(session.createNativeQuery(
                                        "select " + columns + " from " + table + part.where() + " order by id", type)
                                .setMaxResults(limit + 1))
                        .getResultList()
                        .map(rows -> page(rows, limit, total, key, saved)));
    }

    private static <R, S> Page<S> page(
            List<R> rows, int limit, long total, Function<R, String> key, Function<R, S> saved) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(saved).toList(),
                rows.size() > limit ? Cursor.of(key.apply(here.getLast())) : null,
                total);
    }
}
