package io.centercontrol.flags.use.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Pages of what a query lays together, in the order of some of its columns, which are texts and the key of each row. */
final class Sorted<R> {
    private final String from;
    private final List<String> order;
    private final Class<R> type;
    private final Function<R, List<String>> key;
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    /** @param from the query, as {@code from (...) r} */
    Sorted(String from, List<String> order, Class<R> type, Function<R, List<String>> key) {
        this.from = from;
        this.order = order;
        this.type = type;
        this.key = key;
    }

    Sorted<R> with(String parameter, @Nullable Object value) {
        parameters.put(parameter, value);
        return this;
    }

    Uni<Page<R>> page(Mutiny.Session session, int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, order.size());
        return bound(OneColumn.select(session, "select count(*) " + from, Long.class))
                .getSingleResult()
                .chain(total -> {
                    var query = bound(OneColumn.select(session, sql(after != null, limit + 1), String.class));
                    if (after != null) {
                        IntStream.range(0, after.size()).forEach(at -> query.setParameter("after" + at, after.get(at)));
                    }
                    return query.getResultList().map(rows -> page(rows, limit, total));
                });
    }

    private String sql(boolean goesOn, int most) {
        var columns = order.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        var after = IntStream.range(0, order.size())
                .mapToObj(at -> "cast(:after" + at + " as text)")
                .collect(Collectors.joining(", "));
        return "select cast(to_jsonb(r) as text) " + from
                + (goesOn ? " where (" + columns + ") > (" + after + ")" : "")
                + " order by " + columns + " limit " + most;
    }

    private <T> Mutiny.SelectionQuery<T> bound(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private Page<R> page(List<String> rows, int limit, long total) {
        var here = rows.stream().limit(limit).map(row -> Rows.read(row, type)).toList();
        return new Page<>(
                here, rows.size() > limit ? Cursor.of(key.apply(here.getLast()).toArray(String[]::new)) : null, total);
    }
}
