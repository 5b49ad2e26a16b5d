package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kit.sql.OneColumn;
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
                .transformToUniAndConcatenate(category -> OneColumn.select(session, made(category, month), String.class)
                        .getSingleResult())
                .collect()
                .last()
                // After a rollback it is asked for again, which costs little.
                .invoke(() -> Transactions.afterCommit(() -> there.add(month)))
                .replaceWithVoid();
    }

    private static String made(Category category, YearMonth month) {
        return "select cast(make_part_month(cast('%s' as regclass), '%s', '%s-01T00:00:00Z', '%s-01T00:00:00Z') as text)"
                .formatted(parent(category), table(new PartsMonth(category, month)), month, month.plusMonths(1));
    }

    /** The table of a category. Nothing of these names comes from outside: an enum's name and a month. */
    static String parent(Category category) {
        return "sealed_part_" + category.name().toLowerCase(Locale.ROOT);
    }

    /** The table of a month of a category. */
    static String table(PartsMonth month) {
        return "%s_%04d_%02d"
                .formatted(
                        parent(month.category()),
                        month.month().getYear(),
                        month.month().getMonthValue());
    }

    /** Makes a table of that name the month's. */
    static String attach(PartsMonth month) {
        return "alter table %s attach partition %s for values %s"
                .formatted(parent(month.category()), table(month), bounds(month.month()));
    }

    /** That a column lies in a month. */
    static String range(String column, YearMonth month) {
        return "%1$s >= '%2$s-01T00:00:00Z' and %1$s < '%3$s-01T00:00:00Z'"
                .formatted(column, month, month.plusMonths(1));
    }

    private static String bounds(YearMonth month) {
        return "from ('%s-01T00:00:00Z') to ('%s-01T00:00:00Z')".formatted(month, month.plusMonths(1));
    }
}
