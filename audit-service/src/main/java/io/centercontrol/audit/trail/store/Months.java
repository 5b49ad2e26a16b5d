package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** The partitions of sealed_part: a month of each category. One that is missing is made by who needs it, under the log's lock. */
@Singleton
class Months {
    private final Set<YearMonth> there = ConcurrentHashMap.newKeySet();

    /** Makes sure that there are those of a time. */
    Uni<Void> ensure(Mutiny.Session session, Instant time) {
        var month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
        if (there.contains(month)) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .items(Category.values())
                .onItem()
                .transformToUniAndConcatenate(category ->
                        session.createNativeQuery(partition(category, month)).executeUpdate())
                .collect()
                .last()
                // After a rollback it is asked for again, which costs little.
                .invoke(() -> Transactions.afterCommit(() -> there.add(month)))
                .replaceWithVoid();
    }

    /** Nothing of it comes from outside: an enum's name and a month. */
    private static String partition(Category category, YearMonth month) {
        var parent = "sealed_part_" + category.name().toLowerCase(Locale.ROOT);
        return "create table if not exists %s_%04d_%02d partition of %s for values from ('%s-01T00:00:00Z') to ('%s-01T00:00:00Z')"
                .formatted(parent, month.getYear(), month.getMonthValue(), parent, month, month.plusMonths(1));
    }
}
