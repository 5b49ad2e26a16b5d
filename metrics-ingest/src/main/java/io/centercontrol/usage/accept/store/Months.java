package io.centercontrol.usage.accept.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The partitions of usage: a month of each table. One that is missing is made by who needs it, before he locks anything else; one
 * that is kept no longer is dropped whole.
 */
@Singleton
class Months {
    private static final String PARTITIONS = """
            select cast(c.relname as text) from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = cast(cast(:parent as text) as regclass) and cast(c.relname as text) < cast(:oldest as text) order by 1
            """;

    /** Those of consumption too, which is counted with the events of which it is. */
    private static final String MAKE = """
            select concat(make_usage_month(m.month), make_rollup_month(m.month), make_consumption_month(m.month))
            from (select cast(cast(:month as text) as date) as month) m
            """;

    private final Set<YearMonth> there = ConcurrentHashMap.newKeySet();

    /** Makes sure that there are those of these times. */
    Uni<Void> ensure(Mutiny.Session session, Collection<Instant> times) {
        var missing = times.stream()
                .map(Months::of)
                .distinct()
                .filter(month -> !there.contains(month))
                .sorted()
                .toList();
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(month -> OneColumn.select(session, MAKE, String.class)
                        .setParameter("month", month.atDay(1).toString())
                        .getSingleResult()
                        // After a rollback it is asked for again, which costs little.
                        .invoke(() -> Transactions.afterCommit(() -> there.add(month))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Drops those of a table that end before a moment. */
    Uni<Void> drop(Mutiny.Session session, String parent, Instant before) {
        return OneColumn.select(session, PARTITIONS, String.class)
                .setParameter("parent", parent)
                .setParameter("oldest", table(parent, of(before)))
                .getResultList()
                .chain(tables -> Multi.createFrom()
                        .iterable(tables)
                        .onItem()
                        .transformToUniAndConcatenate(table ->
                                session.createNativeQuery("drop table " + table).executeUpdate())
                        .onItem()
                        .ignoreAsUni())
                .replaceWithVoid();
    }

    private static String table(String parent, YearMonth month) {
        return "%s_%04d_%02d".formatted(parent, month.getYear(), month.getMonthValue());
    }

    private static YearMonth of(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
