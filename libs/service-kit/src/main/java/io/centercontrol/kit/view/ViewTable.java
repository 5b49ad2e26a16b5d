package io.centercontrol.kit.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The table of a local view: the newest that was heard of each aggregate that another service owns. What comes late or again
 * changes nothing, and what is gone stays as a row that says so, or older news would bring it back.
 *
 * @param <R> a row: its components are the columns, {@code mostStores} being {@code most_stores}. The table has all of them,
 *     {@code version} among them, and {@code gone boolean not null default false}
 */
public final class ViewTable<R extends Record> {
    private final String hear;
    private final String gone;

    /**
     * A table as the service's migration made it.
     *
     * @param key the column that names an aggregate, the table's primary key
     */
    public ViewTable(String table, String key, Class<R> row) {
        var columns = Stream.of(row.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate)
                .toList();
        this.hear = upsert(table, key, columns, false) + "where %1$s.version < excluded.version".formatted(table);
        this.gone = upsert(table, key, columns, true)
                + "where %1$s.version < excluded.version or %1$s.version = excluded.version and not %1$s.gone"
                        .formatted(table);
    }

    private static String upsert(String table, String key, List<String> columns, boolean gone) {
        var all = String.join(", ", columns);
        return """
                insert into %1$s (%2$s, gone)
                select %2$s, %3$s from jsonb_populate_record(cast(null as %1$s), cast(cast(:row as text) as jsonb))
                on conflict (%4$s) do update set %5$s, gone = excluded.gone
                """.formatted(
                        table,
                        all,
                        gone,
                        key,
                        columns.stream()
                                .filter(column -> !column.equals(key))
                                .map(column -> column + " = excluded." + column)
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Takes over what an event says, unless something newer is here.
     *
     * @return whether it was new
     */
    public Uni<Boolean> hear(Mutiny.Session session, R row) {
        return write(session, hear, row);
    }

    /**
     * Takes over that an aggregate is gone, unless it has come back since.
     *
     * @param left what is left of it: its key, the tombstone's version, and nothing that it was about
     * @return whether it was new
     */
    public Uni<Boolean> gone(Mutiny.Session session, R left) {
        return write(session, gone, left);
    }

    private static Uni<Boolean> write(Mutiny.Session session, String statement, Record row) {
        return session.createNativeQuery(statement)
                .setParameter("row", Rows.write(row))
                .executeUpdate()
                .map(rows -> rows == 1);
    }
}
